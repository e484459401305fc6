package io.foundation.sample.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.foundation.test.ClusterView;
import io.foundation.test.NodeCommand;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeProcess;
import io.foundation.test.RequiresNamespaces;
import io.foundation.test.VirtualHost;
import io.foundation.test.VirtualNetwork;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Nodes on hosts of a network, which find each other by mDNS alone and share a secret.
 */
@RequiresNamespaces
class NetworkIT {

	private static final String SECRET = "correct horse battery staple";

	private static final Duration START = Duration.ofSeconds(180);

	private static final Duration JOIN = Duration.ofSeconds(60);

	private static final Duration REFUSED = Duration.ofSeconds(40);

	private static final Duration STAYS_OUT = Duration.ofSeconds(6);

	@Test
	void threeHostsAreOneCluster() throws Exception {
		try (Figures figures = new Figures("three-hosts")) {
			for (int i = 0; i < Sample.tries(); i++) {
				formOnce(figures);
			}
		}
	}

	private void formOnce(Figures figures) {
		Sample sample = Sample.cluster("hosts");
		try (VirtualNetwork network = VirtualNetwork.create(); NodeGroup group = new NodeGroup()) {
			List<NodeProcess> nodes = group
				.start(network.addHosts(3).stream().map((host) -> measured(sample, host)).toList());
			group.awaitReady(START);
			group.awaitOneCluster(nodes, JOIN);
			Timeline timeline = new Timeline(nodes);
			figures.add("untilCompleteMs", timeline.untilComplete().toMillis());
			figures.add("apartMs", timeline.apart().toMillis());
			assertThat(timeline.apart()).as(NodeGroup.describe(nodes)).isLessThan(Duration.ofSeconds(10));
			assertThat(nodes).allSatisfy((node) -> assertThat(Sample.problems(node)).isEmpty());
		}
	}

	@Test
	void strangersStayOut() {
		Sample sample = Sample.cluster("strangers");
		try (VirtualNetwork network = VirtualNetwork.create(); NodeGroup group = new NodeGroup()) {
			List<NodeProcess> members = Stream.of(member(sample, network.addHost()), member(sample, network.addHost()))
				.map((command) -> group.start(command.build()))
				.toList();
			NodeProcess otherSecret = group.start(node(sample, network.addHost())
				.environment("FOUNDATION_CLUSTER_SECRET", "another one, as long as that")
				.build());
			NodeProcess insecure = group.start(node(sample, network.addHost())
				.arguments("--foundation.cluster.scope=network", "--foundation.cluster.allow-insecure=true")
				.build());
			NodeProcess hostOnly = group.start(node(sample, network.addHost()).build());
			group.awaitReady(START);
			group.awaitOneCluster(members, JOIN);
			awaitRefusal(group, members, otherSecret, "secret");
			awaitRefusal(group, members, insecure, "secret");
			stayApart(group, members, List.of(otherSecret, insecure, hostOnly));
		}
	}

	@Test
	void otherHazelcastVersionStaysOutAndSaysWhy() throws Exception {
		Path other = OtherHazelcast.JAR;
		assumeTrue(!OtherHazelcast.isTheSamplesOwn(), "the sample itself runs on " + other.getFileName());
		Sample sample = Sample.cluster("versions");
		try (VirtualNetwork network = VirtualNetwork.create(); NodeGroup group = new NodeGroup()) {
			NodeProcess member = group.start(member(sample, network.addHost()).build());
			VirtualHost host = network.addHost();
			NodeProcess old = group.start(reachable(
					sample.settings(
							NodeCommand.mainClass("other-version", Sample.MAIN_CLASS, OtherHazelcast.classPath())),
					host)
				.environment("FOUNDATION_CLUSTER_SECRET", SECRET)
				.build());
			group.awaitReady(START);
			awaitRefusal(group, List.of(member), old, "version");
			awaitRefusal(group, List.of(old), member, "version");
			stayApart(group, List.of(member), List.of(old));
			assertThat(old.log().linesWith("WARN.*Hazelcast.*5\\.\\d.*5\\.\\d")).isNotEmpty();
		}
	}

	@Test
	void nodeThatChangesItsNetworkComesBack() throws Exception {
		Sample sample = Sample.cluster("moved");
		try (Figures figures = new Figures("changed-network");
				VirtualNetwork network = VirtualNetwork.create();
				NodeGroup group = new NodeGroup()) {
			List<VirtualHost> hosts = network.addHosts(3);
			List<NodeProcess> nodes = group.start(hosts.stream().map((host) -> member(sample, host).build()).toList());
			group.awaitReady(START);
			group.awaitOneCluster(nodes, JOIN);
			hosts.get(0).changeAddress();
			String address = hosts.get(0).address();
			long moved = System.nanoTime();
			group.await("have the node back at " + address, nodes, Duration.ofSeconds(90),
					(views) -> NodeGroup.isOneCluster(views, 3)
							&& views.stream().allMatch((view) -> hasMemberAt(view, address)));
			figures.add("backMs", (System.nanoTime() - moved) / 1_000_000);
		}
	}

	private static boolean hasMemberAt(ClusterView view, String address) {
		return view.members().stream().anyMatch((member) -> member.address().startsWith(address + ":"));
	}

	private static void awaitRefusal(NodeGroup group, List<NodeProcess> refusing, NodeProcess refused, String reason) {
		String address = refused.url().getHost();
		group.await("refuse " + refused + " because of its " + reason, refusing, REFUSED,
				(views) -> views.size() == refusing.size() && views.stream()
					.allMatch((view) -> view.refused()
						.stream()
						.anyMatch((each) -> each.reason().equals(reason) && each.address().startsWith(address)
								&& each.count() > 0 && !each.detail().isBlank())));
	}

	private static void stayApart(NodeGroup group, List<NodeProcess> members, List<NodeProcess> strangers) {
		Awaitility.await().during(STAYS_OUT).atMost(STAYS_OUT.plusSeconds(5)).untilAsserted(() -> {
			assertThat(NodeGroup.views(members)).as(NodeGroup.describe(group.nodes()))
				.allMatch((view) -> view.size() == members.size());
			assertThat(NodeGroup.views(strangers)).as(NodeGroup.describe(group.nodes()))
				.hasSize(strangers.size())
				.allMatch((view) -> view.size() == 1);
		});
	}

	private static NodeCommand measured(Sample sample, VirtualHost host) {
		return reachable(sample.node("node-" + host.address()), host).environment("FOUNDATION_CLUSTER_SECRET", SECRET)
			.build();
	}

	private static NodeCommand.Builder member(Sample sample, VirtualHost host) {
		return node(sample, host).environment("FOUNDATION_CLUSTER_SECRET", SECRET);
	}

	private static NodeCommand.Builder node(Sample sample, VirtualHost host) {
		return reachable(sample.quickNode("node-" + host.address()), host);
	}

	/** On all of the host's addresses; they lead nowhere but to the test. */
	private static NodeCommand.Builder reachable(NodeCommand.Builder node, VirtualHost host) {
		return node.arguments("--server.address=0.0.0.0").on(host);
	}

}
