package io.foundation.discovery;

import java.util.List;

import io.foundation.cluster.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MemberAddressTests {

	@Test
	void readsHostsPortsAndIpv6() {
		assertThat(MemberAddress.parse(
				List.of("shop-1", "shop-2.example.com:5801", "10.0.0.1:5701", " 10.0.0.2 ", "[2001:db8::1]", "[::1]:9"),
				5701))
			.containsExactly(new MemberAddress("shop-1", 5701), new MemberAddress("shop-2.example.com", 5801),
					new MemberAddress("10.0.0.1", 5701), new MemberAddress("10.0.0.2", 5701),
					new MemberAddress("2001:db8::1", 5701), new MemberAddress("::1", 9));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "host:", "host:port", "host:0", "host:65536", "host:123456", "2001:db8::1",
			"[host]", "[::1", "http://host:5701", "host:1:2", "a,b" })
	void namesThePropertyOfWhatCannotBeRead(String entry) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> MemberAddress.parse(List.of("fine", entry), 5701))
			.withMessageContaining("'" + entry + "'")
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("foundation.cluster.members"));
	}

}
