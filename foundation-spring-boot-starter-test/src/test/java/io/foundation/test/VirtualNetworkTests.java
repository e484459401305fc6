package io.foundation.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link VirtualNetwork} and {@link VirtualHost}.
 */
@RequiresNamespaces
class VirtualNetworkTests {

	@TempDir
	private Path logs;

	@Test
	void nodeOnAHostIsReachedFromHere() throws Exception {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			NodeCommand command = PlainNode.command("a", this.logs).on(network.addHost()).build();
			try (NodeProcess node = NodeProcess.start(command)) {
				node.awaitReady(Duration.ofSeconds(20));
				assertThat(node.get("/")).isEqualTo("null");
			}
		}
	}

	@Test
	void cutHostReachesNobodyUntilItIsHealed() {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(2);
			assertThatNoException().isThrownBy(() -> ping(hosts.get(0), hosts.get(1)));
			hosts.get(1).cut();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ping(hosts.get(0), hosts.get(1)));
			assertThatNoException().isThrownBy(() -> Tool.run("ping", "-c", "1", "-W", "1", hosts.get(1).address()));
			hosts.get(1).heal();
			assertThatNoException().isThrownBy(() -> ping(hosts.get(0), hosts.get(1)));
		}
	}

	@Test
	void changedAddressIsReached() {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(2);
			String before = hosts.get(1).address();
			hosts.get(1).changeAddress();
			assertThat(hosts.get(1).address()).isNotEqualTo(before);
			assertThatNoException().isThrownBy(() -> ping(hosts.get(0), hosts.get(1)));
		}
	}

	@Test
	void networksDoNotMeet() {
		try (VirtualNetwork one = VirtualNetwork.create(); VirtualNetwork other = VirtualNetwork.create()) {
			VirtualHost host = one.addHost();
			VirtualHost stranger = other.addHost();
			assertThat(one.gateway()).isNotEqualTo(other.gateway());
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> ping(host, stranger));
		}
	}

	@Test
	void nothingIsLeftAfterClose() {
		NodeProcess node;
		String gateway;
		try (VirtualNetwork network = VirtualNetwork.create()) {
			gateway = network.gateway();
			node = NodeProcess.start(PlainNode.command("a", this.logs).on(network.addHost()).build());
			node.awaitReady(Duration.ofSeconds(20));
		}
		node.close();
		assertThat(node.exitCode()).hasValue(137);
		String own = NetworkNames.name(1);
		assertThat(Tool.run("ip", "netns", "list")).doesNotContain(own.substring(0, own.length() - 1));
		assertThat(Tool.run("ip", "address")).doesNotContain(gateway);
	}

	@Test
	void whatACrashedRunLeftIsRemoved() {
		NodeCommand command = PlainNode.command("parent", this.logs, "launch", this.logs.toString(), "network").build();
		try (VirtualNetwork own = VirtualNetwork.create(); NodeProcess crashed = NodeProcess.start(command)) {
			crashed.awaitReady(Duration.ofSeconds(30));
			String stale = NetworkNames.nameOf(crashed.pid(), 1);
			ProcessHandle child = PlainNode.childOf(crashed);
			crashed.kill();
			Awaitility.await().until(() -> !child.isAlive());
			assertThat(Tool.run("ip", "netns", "list")).contains(stale);
			NetworkNames.removeStale();
			assertThat(Tool.run("ip", "netns", "list")).doesNotContain(stale);
			assertThat(Tool.run("ip", "address")).doesNotContain(stale).contains(own.gateway());
		}
	}

	private static void ping(VirtualHost from, VirtualHost to) {
		from.run("ping", "-c", "1", "-W", "1", to.address());
	}

}
