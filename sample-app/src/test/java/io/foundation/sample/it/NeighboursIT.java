package io.foundation.sample.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.foundation.test.NodeGroup;
import io.foundation.test.NodeProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Different applications beside each other on one machine, and nodes that stop.
 */
class NeighboursIT {

	private static final Duration START = Duration.ofSeconds(180);

	@Test
	void differentApplicationsStayApartWithoutAWord() {
		try (NodeGroup group = new NodeGroup()) {
			group.start(Sample.cluster("shop").quickNode("shop").build());
			group.start(Sample.cluster("stock").quickNode("stock").build());
			group.awaitReady(START);
			Awaitility.await()
				.during(Duration.ofSeconds(6))
				.atMost(Duration.ofSeconds(12))
				.until(() -> NodeGroup.views(group.nodes()),
						(views) -> views.size() == 2 && views.stream().allMatch((view) -> view.size() == 1));
			assertThat(group.nodes()).allSatisfy((node) -> assertThat(Sample.problems(node)).isEmpty());
		}
	}

	@Test
	void stoppedNodeLeavesBeforeItsProcessEnds() throws Exception {
		Sample sample = Sample.cluster("stop");
		try (Figures figures = new Figures("stop"); NodeGroup group = new NodeGroup()) {
			List<NodeProcess> nodes = group
				.start(List.of(sample.quickNode("a").build(), sample.quickNode("b").build()));
			group.awaitReady(START);
			group.awaitOneCluster(nodes, Duration.ofSeconds(60));
			Instant asked = Instant.now();
			nodes.get(1).terminate(Duration.ofSeconds(15));
			Instant ended = Instant.now();
			figures.add("stopMs", Duration.between(asked, ended).toMillis());
			group.awaitOneCluster(nodes.subList(0, 1), Duration.ofSeconds(15));
			assertThat(nodes.get(0).log().timeOf("Member left: ")).hasValueSatisfying((left) -> {
				figures.add("leftMs", Duration.between(asked, left).toMillis());
				assertThat(left).isBefore(ended);
			});
			assertThat(nodes).allSatisfy((node) -> assertThat(Sample.problems(node)).isEmpty());
		}
	}

	@Test
	void memberAddsLittleToTheStartOfALoneNode() throws Exception {
		try (Figures figures = new Figures("lone-start")) {
			for (int i = 0; i < Sample.tries(); i++) {
				figures.add("withMs", startMillis("true"));
				figures.add("withoutMs", startMillis("false"));
			}
			figures.add("addsMs", figures.median("withMs") - figures.median("withoutMs"));
			assertThat(figures.median("addsMs")).isLessThan(5000);
		}
	}

	private long startMillis(String enabled) {
		String argument = "--foundation.enabled=" + enabled;
		try (NodeProcess node = NodeProcess.start(Sample.cluster("lone").node("lone").arguments(argument).build())) {
			node.awaitReady(START);
			String line = node.log().linesWith("Started SampleApplication in").get(0);
			return Math.round(Double.parseDouble(line.replaceAll(".* in ([\\d.]+) seconds.*", "$1")) * 1000);
		}
	}

}
