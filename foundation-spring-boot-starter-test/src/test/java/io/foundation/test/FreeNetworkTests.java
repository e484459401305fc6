package io.foundation.test;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FreeNetwork}.
 */
class FreeNetworkTests {

	private static final int CANDIDATE = (10 << 24) | (7 << 16) | (9 << 8);

	@ParameterizedTest
	@CsvSource({ "default via 192.0.2.1 dev eth0,false", "10.7.9.0/24 dev eth1 proto kernel,true",
			"10.0.0.0/8 via 192.0.2.1 dev eth0,true", "10.7.9.4 dev tun0,true", "10.7.8.0/23 dev eth1,true",
			"10.7.10.0/24 dev eth1,false", "local 10.7.9.1 dev eth1 table local,true",
			"broadcast 10.7.10.255 dev eth1,false", "0.0.0.0/1 dev tun0,true" })
	void routesThatOverlap(String route, boolean covers) {
		assertThat(FreeNetwork.covers(route, CANDIDATE)).isEqualTo(covers);
	}

}
