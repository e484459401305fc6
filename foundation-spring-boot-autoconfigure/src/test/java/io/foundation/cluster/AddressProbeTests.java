package io.foundation.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.hazelcast.config.TcpIpConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AddressProbeTests {

	@Test
	void tellsWhoListensFromWhoDoesNot() throws IOException {
		try (ServerSocket one = listening(); ServerSocket other = listening()) {
			List<InetSocketAddress> asked = new ArrayList<>(List.of(address(one), address(other)));
			for (int i = 0; i < 10; i++) {
				asked.add(closed());
			}
			asked.add(InetSocketAddress.createUnresolved("nowhere.invalid", 5701));
			asked.add(new InetSocketAddress("192.0.2.1", 5701)); // for documentation:
																	// nobody's
			assertThat(AddressProbe.answering(asked, Duration.ofSeconds(1))).containsExactlyInAnyOrder(address(one),
					address(other));
		}
	}

	@Test
	void feedsAnAddressWhileSomebodyListensThere() throws IOException {
		TcpIpConfig joiner = new TcpIpConfig();
		JoinerFeed feed = new JoinerFeed(System::nanoTime);
		feed.joined(joiner);
		InetSocketAddress address = closed();
		try (AddressProbe probe = new AddressProbe(feed)) {
			probe.begin();
			feed.found(List.of(address));
			try (ServerSocket late = new ServerSocket()) {
				late.setReuseAddress(true);
				late.bind(address);
				await().until(() -> joiner.getMembers().equals(List.of(JoinerFeed.text(address))));
			}
			await().until(() -> joiner.getMembers().isEmpty());
		}
	}

	private static InetSocketAddress closed() throws IOException {
		try (ServerSocket socket = listening()) {
			return address(socket);
		}
	}

	private static ServerSocket listening() throws IOException {
		return new ServerSocket(0, 50, BindAddress.loopback());
	}

	private static InetSocketAddress address(ServerSocket socket) {
		return (InetSocketAddress) socket.getLocalSocketAddress();
	}

}
