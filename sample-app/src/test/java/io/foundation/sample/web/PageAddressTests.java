package io.foundation.sample.web;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageAddressTests {

	@Test
	void namesAnAddressThatABrowserOnThisMachineReaches() throws Exception {
		assertThat(PageAddress.host(null)).isEqualTo("127.0.0.1");
		assertThat(PageAddress.host(InetAddress.getByName("0.0.0.0"))).isEqualTo("127.0.0.1");
		assertThat(PageAddress.host(InetAddress.getByName("::"))).isEqualTo("127.0.0.1");
		assertThat(PageAddress.host(InetAddress.getByName("192.0.2.7"))).isEqualTo("192.0.2.7");
		assertThat(PageAddress.host(InetAddress.getByName("::1"))).isEqualTo("[0:0:0:0:0:0:0:1]");
	}

}
