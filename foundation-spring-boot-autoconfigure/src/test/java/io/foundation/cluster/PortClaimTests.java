package io.foundation.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortClaimTests {

	private static final int FIRST = 25701;

	@Test
	void givesEachItsOwnPort() {
		try (PortClaim one = claim(10); PortClaim two = claim(10)) {
			assertThat(two.port()).isGreaterThan(one.port());
		}
	}

	@Test
	void skipsAPortThatAnotherProcessListensOn() throws IOException {
		try (ServerSocket other = new ServerSocket()) {
			other.bind(new InetSocketAddress(BindAddress.loopback(), FIRST + 20));
			try (PortClaim claim = PortClaim.claim(BindAddress.loopback(), FIRST + 20, 5)) {
				assertThat(claim.port()).isGreaterThan(FIRST + 20);
			}
		}
	}

	@Test
	void givesThePortBack() {
		int port;
		try (PortClaim claim = claim(10)) {
			port = claim.port();
		}
		try (PortClaim again = claim(10)) {
			assertThat(again.port()).isEqualTo(port);
		}
	}

	@Test
	void saysWhichPropertyHelpsWhenNoPortIsLeft() {
		try (PortClaim only = PortClaim.claim(BindAddress.loopback(), FIRST + 40, 1)) {
			assertThat(only.port()).isEqualTo(FIRST + 40);
			assertThatExceptionOfType(InvalidConfigurationException.class)
				.isThrownBy(() -> PortClaim.claim(BindAddress.loopback(), FIRST + 40, 1))
				.satisfies((ex) -> {
					assertThat(ex.property()).isEqualTo("foundation.cluster.port");
					assertThat(ex.remedy()).contains("foundation.cluster.port-count");
				});
		}
	}

	@Test
	void claimsHighPortsToo() {
		assertThat(PortClaim.claimPort(60_000)).isEqualTo(50_000);
		assertThat(PortClaim.claimPort(5701)).isEqualTo(15701);
	}

	private static PortClaim claim(int count) {
		return PortClaim.claim(BindAddress.loopback(), FIRST, count);
	}

}
