package io.foundation.sample.it;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.foundation.test.ClusterView;
import io.foundation.test.Cut;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeProcess;
import io.foundation.test.RequiresNamespaces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cluster of three hosts under faults, each case once. Every case leaves the cluster
 * whole.
 */
@RequiresNamespaces
class FaultsIT {

	private static FaultyCluster cluster;

	private static Figures figures;

	@BeforeAll
	static void start() {
		figures = new Figures("faults");
		cluster = new FaultyCluster("faults", 3).start();
	}

	@AfterAll
	static void stop() throws IOException {
		cluster.close();
		figures.close();
	}

	@BeforeEach
	void whole() {
		cluster.awaitWhole();
	}

	@ParameterizedTest
	@EnumSource
	void cutOffNodeIsUnreachableOnBothSidesAndComesBack(Cut kind) {
		new Scenario(cluster, figures).cutOffOne(2, kind, Duration.ofSeconds(8));
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 15 })
	void clusterIsWholeAgainAfterACut(int seconds) {
		new Scenario(cluster, figures).cutAndHeal(0, Duration.ofSeconds(seconds));
	}

	@Test
	void listenersOnBothSidesHearAgainAfterAMerge() throws Exception {
		List<Shop> shops = new ArrayList<>();
		for (NodeProcess node : cluster.nodes()) {
			shops.add(new Shop(node).open());
		}
		new Scenario(cluster, figures).cutOffOne(0, Cut.DROP, Duration.ofSeconds(7));
		for (Shop shop : shops) {
			String order = shop.order();
			await().until(() -> shops.stream().allMatch((each) -> each.wasToldOf(order)));
		}
	}

	@Test
	void ofTwoTheSideWithTheOldestKeepsTheQuorum() {
		List<Integer> byAge = cluster.byAge();
		cluster.node(byAge.get(2)).terminate(Duration.ofSeconds(20));
		NodeProcess oldest = cluster.node(byAge.get(0));
		NodeProcess other = cluster.node(byAge.get(1));
		cluster.group().awaitOneCluster(List.of(oldest, other), FaultyCluster.PATIENCE);
		Instant cut = cluster.cut(byAge.get(1), Cut.DROP);
		cluster.awaitLine(List.of(oldest, other), "Member left: .*unreachable", cut);
		assertThat(state(oldest)).isEqualTo("degraded");
		assertThat(state(other)).isEqualTo("critical");
		assertThat(FaultyCluster.times(oldest, "Quorum lost", cut)).isEmpty();
		cluster.heal();
		cluster.group().awaitOneCluster(List.of(oldest, other), FaultyCluster.PATIENCE);
		cluster.awaitLine(List.of(other), "Quorum restored", cut);
		cluster.restart(byAge.get(2));
	}

	@Test
	void killedNodeIsCrashedAndASurvivorOfTwoKeepsTheQuorum() {
		List<Integer> byAge = cluster.byAge();
		new Scenario(cluster, figures).kill(byAge.get(0));
		Instant killed = new Scenario(cluster, figures).kill(byAge.get(1));
		NodeProcess survivor = cluster.node(byAge.get(2));
		assertThat(state(survivor)).isEqualTo("healthy");
		assertThat(FaultyCluster.times(survivor, "Quorum lost", killed)).isEmpty();
		cluster.restart(byAge.get(0));
		cluster.restart(byAge.get(1));
	}

	@Test
	void stoppedNodeLeftGracefully() {
		new Scenario(cluster, figures).stop(1);
		cluster.restart(1);
	}

	@Test
	void shortPauseChangesNothing() {
		new Scenario(cluster, figures).pauseUnnoticed(1, Duration.ofSeconds(2));
	}

	@Test
	void longPauseIsUnreachableAndComesBack() {
		new Scenario(cluster, figures).pause(1, Duration.ofSeconds(20));
	}

	@Test
	void nodeThatStartsCutOffJoinsWhenTheLinkHeals() {
		cluster.node(2).terminate(Duration.ofSeconds(20));
		cluster.cut(2, Cut.DROP);
		cluster.restart(2);
		assertThat(NodeGroup.views(List.of(cluster.node(2)))).singleElement()
			.satisfies((view) -> assertThat(view.size()).isOne());
		Instant healed = cluster.heal();
		cluster.awaitWhole();
		figures.took("healAfterStartApart", healed, Instant.now());
	}

	@Test
	void rollingRestartLeavesNoStaleMember() {
		IntStream.range(0, cluster.size()).forEach((index) -> new Scenario(cluster, figures).rollOver(index));
	}

	private static String state(NodeProcess node) {
		return NodeGroup.views(List.of(node)).stream().map(ClusterView::state).findFirst().orElse("no answer");
	}

}
