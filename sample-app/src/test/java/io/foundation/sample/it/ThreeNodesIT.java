package io.foundation.sample.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.foundation.test.ClusterView;
import io.foundation.test.NodeCommand;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeLog;
import io.foundation.test.NodeProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three nodes on one machine, started together without configuration.
 */
class ThreeNodesIT {

	private static final Duration START = Duration.ofSeconds(180);

	private static final Duration JOIN = Duration.ofSeconds(60);

	@Test
	void areOneCluster() throws Exception {
		try (Figures figures = new Figures("three-nodes")) {
			for (int i = 0; i < Sample.tries(); i++) {
				formOnce(figures);
			}
		}
	}

	private void formOnce(Figures figures) {
		try (NodeGroup group = new NodeGroup()) {
			List<NodeProcess> nodes = group.start(commands(Sample.cluster("three")));
			group.awaitReady(START);
			group.awaitOneCluster(nodes, JOIN);
			Timeline timeline = new Timeline(nodes);
			figures.add("untilCompleteMs", timeline.untilComplete().toMillis());
			figures.add("apartMs", timeline.apart().toMillis());
			assertThat(timeline.apart()).as(NodeGroup.describe(nodes)).isLessThan(Duration.ofSeconds(5));
			assertThat(nodes).allSatisfy((node) -> assertThat(Sample.problems(node)).isEmpty());
		}
	}

	@Test
	void killedNodeIsGoneAndComesBack() throws Exception {
		try (Figures figures = new Figures("kill"); NodeGroup group = new NodeGroup()) {
			group.start(commands(Sample.cluster("kill")));
			group.awaitReady(START);
			group.awaitOneCluster(group.nodes(), JOIN);
			for (int i = 0; i < Sample.tries(); i++) {
				killAndRestart(group, figures);
			}
		}
	}

	private void killAndRestart(NodeGroup group, Figures figures) throws Exception {
		NodeProcess victim = group.nodes().get(0);
		List<NodeProcess> survivors = group.nodes().subList(1, 3);
		String id = victim.cluster().localMember();
		Instant logged = Instant.now();
		long killed = System.nanoTime();
		victim.kill();
		group.await("see the killed one gone", survivors, Duration.ofSeconds(20),
				(views) -> views.size() == 2 && views.stream().allMatch((view) -> isGone(view, id)));
		figures.add("goneAtEndpointMs", millisSince(killed));
		survivors.forEach((node) -> figures.add("goneInLogMs", Duration.between(logged, leftAt(node)).toMillis()));
		NodeProcess restarted = group.restart(victim).awaitReady(START);
		long ready = System.nanoTime();
		group.awaitOneCluster(group.nodes(), JOIN);
		figures.add("backAfterStartMs", millisSince(ready));
		assertThat(restarted.cluster().localMember()).isNotEqualTo(id);
	}

	private static Instant leftAt(NodeProcess node) {
		List<String> left = node.log().linesWith("Member left: ");
		return NodeLog.timeIn(left.get(left.size() - 1)).orElseThrow();
	}

	private static boolean isGone(ClusterView view, String id) {
		return view.size() == 2 && !view.memberIds().contains(id)
				&& view.departures().stream().anyMatch((departure) -> departure.id().equals(id));
	}

	private static long millisSince(long nanoTime) {
		return (System.nanoTime() - nanoTime) / 1_000_000;
	}

	private static List<NodeCommand> commands(Sample sample) {
		return Stream.of("a", "b", "c").map((name) -> sample.node(name).build()).toList();
	}

}
