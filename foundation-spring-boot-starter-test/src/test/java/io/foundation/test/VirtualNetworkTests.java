package io.foundation.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

	@ParameterizedTest
	@EnumSource
	void cutHostIsSeenAsItsKindSays(Cut kind) {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(2);
			try (NodeProcess node = NodeProcess.start(PlainNode.command("a", this.logs).on(hosts.get(1)).build())) {
				node.awaitReady(Duration.ofSeconds(20));
				int port = node.url().getPort();
				assertThat(connect(hosts.get(0), hosts.get(1), port)).isEmpty();
				hosts.get(1).cut(kind);
				assertThat(connect(hosts.get(0), hosts.get(1), port)).contains(asSeen(kind));
				assertThat(connect(hosts.get(1), hosts.get(0), port)).as("what the cut host sees")
					.containsPattern((kind != Cut.LINK_DOWN) ? asSeen(kind) : "No route to host|failed with 124");
				assertThat(isReachedFromHere(hosts.get(1))).isEqualTo(kind != Cut.LINK_DOWN);
				hosts.get(1).heal();
				Awaitility.await().untilAsserted(() -> assertThat(connect(hosts.get(0), hosts.get(1), port)).isEmpty());
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void healedHostHasItsAddressRoutesAndMulticastAgain(Cut kind) {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(2);
			hosts.get(1).run("bash", "-c", "echo 0 > /proc/sys/net/ipv4/icmp_echo_ignore_broadcasts");
			String routes = routes(hosts.get(1));
			hosts.get(1).cut(kind);
			assertThat(reachesByMulticast(hosts.get(0))).isFalse();
			hosts.get(1).heal();
			Awaitility.await().until(() -> reachesByMulticast(hosts.get(0)));
			assertThat(routes(hosts.get(1))).isEqualTo(routes);
			assertThat(hosts.get(1).run("ip", "address")).contains(hosts.get(1).address());
		}
	}

	@Test
	void cutPairStillReachesTheThird() {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(3);
			hosts.get(0).cutFrom(hosts.get(1), Cut.DROP);
			assertThat(reaches(hosts.get(0), hosts.get(1))).isFalse();
			assertThat(reaches(hosts.get(1), hosts.get(0))).isFalse();
			assertThat(reaches(hosts.get(0), hosts.get(2))).isTrue();
			assertThat(reaches(hosts.get(2), hosts.get(1))).isTrue();
			hosts.get(0).heal();
			assertThat(reaches(hosts.get(1), hosts.get(0))).isTrue();
		}
	}

	@Test
	void oneDirectionIsCut() {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			List<VirtualHost> hosts = network.addHosts(2);
			hosts.get(0).cutTo(hosts.get(1), Cut.DROP);
			assertThat(reaches(hosts.get(0), hosts.get(1))).isFalse();
			long heard = echoesHeard(hosts.get(0));
			assertThat(reaches(hosts.get(1), hosts.get(0))).isFalse();
			assertThat(echoesHeard(hosts.get(0))).as("what the other one sends arrives").isGreaterThan(heard);
		}
	}

	@Test
	void bandwidthIsLimitedInBothDirections() {
		try (VirtualNetwork network = VirtualNetwork.create()) {
			VirtualHost host = network.addHost();
			host.limitBandwidth(10_000_000);
			host.limitBandwidth(20_000_000);
			assertThat(host.run("tc", "qdisc", "show", "dev", "eth0")).contains("rate 20Mbit");
			assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> host.limitBandwidth(0));
			host.unlimitBandwidth();
			assertThat(host.run("tc", "qdisc", "show", "dev", "eth0")).doesNotContain("rate");
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

	/** What the connecting side sees; empty if it is connected. */
	private static String connect(VirtualHost from, VirtualHost to, int port) {
		try {
			return from.run("timeout", "2", "bash", "-c", ": > /dev/tcp/" + to.address() + "/" + port);
		}
		catch (IllegalStateException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/** Those of IPv6 come when the kernel has made sure of its addresses. */
	private static String routes(VirtualHost host) {
		return host.run("ip", "-4", "route", "show", "table", "all");
	}

	private static String asSeen(Cut kind) {
		return switch (kind) {
			case DROP, LINK_DOWN -> "failed with 124"; // timed out
			case REJECT_ICMP -> "No route to host";
			case REJECT_TCP_RESET -> "Connection refused";
		};
	}

	private static boolean isReachedFromHere(VirtualHost host) {
		return succeeds(() -> Tool.run("ping", "-c", "1", "-W", "1", host.address()));
	}

	/** All other hosts are asked; one that answers is enough. */
	private static boolean reachesByMulticast(VirtualHost from) {
		return succeeds(() -> from.run("ping", "-c", "1", "-W", "1", "-I", "eth0", "-L", "224.0.0.1"));
	}

	private static boolean succeeds(Runnable attempt) {
		try {
			attempt.run();
			return true;
		}
		catch (IllegalStateException ex) {
			return false;
		}
	}

	private static boolean reaches(VirtualHost from, VirtualHost to) {
		return succeeds(() -> ping(from, to));
	}

	private static long echoesHeard(VirtualHost host) {
		List<List<String>> icmp = host.run("cat", "/proc/net/snmp")
			.lines()
			.filter((line) -> line.startsWith("Icmp:"))
			.map((line) -> List.of(line.split(" ")))
			.toList();
		return Long.parseLong(icmp.get(1).get(icmp.get(0).indexOf("InEchos")));
	}

	private static void ping(VirtualHost from, VirtualHost to) {
		from.run("ping", "-c", "1", "-W", "1", to.address());
	}

}
