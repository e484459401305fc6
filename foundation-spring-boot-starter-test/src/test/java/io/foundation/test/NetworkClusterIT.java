package io.foundation.test;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterTest} with nodes on a network. They share a cluster, which each
 * finds whole.
 */
@ClusterTest(nodes = 3, network = true, lifecycle = ClusterTest.Lifecycle.PER_CLASS)
@RequiresNamespaces
class NetworkClusterIT {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	@BeforeEach
	void makeWhole(Cluster cluster) {
		cluster.heal();
		cluster.unlimitBandwidth();
		cluster.awaitOneCluster(PATIENCE);
	}

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
		cluster.awaitOneCluster(PATIENCE);
		assertThat(third.view().localMember()).isEqualTo(id);
	}

	@Test
	void pulledPlugIsPutBackAndMulticastWorks(Cluster cluster) {
		assertThat(cluster.node(1).view().scope()).isEqualTo("network");
		cluster.isolate(cluster.node(1), Cut.LINK_DOWN);
		cluster.awaitOneCluster(cluster.runningExcept(cluster.node(1)), PATIENCE);
		cluster.heal();
		cluster.limitBandwidth(10_000_000);
		cluster.startNode();
		cluster.awaitOneCluster(PATIENCE);
	}

	@Test
	void onePairOneDirectionAndOneGroupAreCut(Cluster cluster) {
		Node one = cluster.node(1);
		Node other = cluster.node(2);
		cluster.cutOneWay(one, other);
		assertThat(filter(one, "OUTPUT")).contains("-d " + other.host().address());
		assertThat(filter(one, "INPUT")).doesNotContain("DROP");
		cluster.cut(one, other);
		assertThat(filter(one, "INPUT")).contains("-s " + other.host().address());
		cluster.heal();
		assertThat(filter(one, "INPUT") + filter(one, "OUTPUT")).doesNotContain("DROP");
		cluster.split(List.of(other));
		assertThat(filter(other, "INPUT")).contains(one.host().address(), cluster.node(3).host().address());
		assertThat(filter(one, "INPUT")).doesNotContain("DROP");
	}

	private static String filter(Node node, String chain) {
		return node.host().run("iptables", "-S", chain);
	}

}
