package io.foundation.test;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterTest} with nodes on a network.
 */
@ClusterTest(nodes = 3, network = true)
@RequiresNamespaces
class NetworkClusterIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void nodeThatIsCutOffIsMissedAndComesBack(Cluster cluster) {
		// Given three nodes, when the third is cut off,
		Node third = cluster.node(3);
		String id = third.view().localMember();
		cluster.isolate(third, Cut.DROP);

		// then the others miss it, but do not take it for dead,
		cluster.awaitOneCluster(cluster.runningExcept(third), PATIENCE);
		assertThat(cluster.node(1).view().departureOf("node-3")).contains("unreachable");
		// it knows by itself that it has no quorum,
		cluster.await("node-3 without a quorum", PATIENCE, (all) -> "critical".equals(third.view().state()));

		// and when the link is whole again, all are one cluster, without a restart.
		cluster.heal();
		cluster.awaitOneCluster();
		assertThat(third.view().localMember()).isEqualTo(id);
	}

	@Test
	void linksAreCutOneByOne(Cluster cluster) {
		assertThat(cluster.node(1).view().scope()).isEqualTo("network");
		// The plug is pulled at the first node,
		cluster.isolate(cluster.node(1), Cut.LINK_DOWN);
		cluster.awaitOneCluster(cluster.runningExcept(cluster.node(1)), PATIENCE);
		cluster.heal();
		cluster.awaitOneCluster();
		// a firewall parts it from the others,
		cluster.split(List.of(cluster.node(1)));
		cluster.awaitOneCluster(cluster.runningExcept(cluster.node(1)), PATIENCE);
		cluster.heal();
		// the line is thin, and a fourth node finds the three by multicast.
		cluster.limitBandwidth(10_000_000);
		cluster.startNode();
		cluster.awaitOneCluster();
		cluster.unlimitBandwidth();
	}

	@Test
	void oneDirectionAndOnePairAreCut(Cluster cluster) {
		Node one = cluster.node(1);
		Node other = cluster.node(2);
		cluster.cutOneWay(one, other);
		assertThat(one.host().run("iptables", "-S", "OUTPUT")).contains("-d " + other.host().address());
		assertThat(one.host().run("iptables", "-S", "INPUT")).doesNotContain("DROP");
		cluster.cut(one, other);
		assertThat(one.host().run("iptables", "-S", "INPUT")).contains("-s " + other.host().address());
		cluster.heal();
		assertThat(one.host().run("iptables", "-S")).doesNotContain("DROP");
	}

}
