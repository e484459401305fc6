package io.foundation.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link View} and {@link Views}.
 */
class ViewsTests {

	private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

	private static View view(String node, int millis, int size, String oldest) {
		return new View(START.plusMillis(millis), node, size, oldest);
	}

	@Test
	void viewsAreReadFromANodesLog() {
		List<String> log = List.of("banner",
				"2026-11-23T10:00:00.250Z  INFO 1 --- [ndation-cluster] i.f.b.n.ViewReporter : Sees 2 member(s), oldest a-1.",
				"2026-11-23T10:00:00.500Z  INFO 1 --- [           main] i.f.b.n.ViewReporter : Started",
				"2026-11-23T11:00:00.750+01:00  INFO 1 --- [c] i.f.b.n.ViewReporter : Sees 13 member(s), oldest a-1.",
				"2026-11-23T11:00:01.000+01:00  INFO 1 --- [c] i.f.b.n.ViewReporter : Sees 14 member(s), oldest a");
		assertThat(View.read("node-1", log)).containsExactly(view("node-1", 250, 2, "a-1"),
				view("node-1", 750, 13, "a-1"));
	}

	@Test
	void completeWhenEveryNodeSeesAllAsOneCluster() {
		List<View> views = new ArrayList<>(List.of(view("a", 1, 2, "a")));
		assertThat(new Views(views).complete(2)).isFalse();
		views.add(view("b", 2, 1, "b"));
		assertThat(new Views(views).complete(2)).isFalse();
		views.add(view("b", 3, 2, "b"));
		assertThat(new Views(views).complete(2)).isFalse();
		views.add(view("b", 4, 2, "a"));
		assertThat(new Views(views).complete(2)).isTrue();
		views.add(view("a", 5, 1, "a"));
		assertThat(new Views(views).complete(2)).isFalse();
	}

	@Test
	void timesAreThoseOfTheViewsThatNodesHave() {
		Views views = new Views(
				List.of(view("b", 40, 2, "a"), view("a", 30, 2, "a"), view("b", 10, 1, "b"), view("a", 20, 1, "a")));
		assertThat(views.millisSince(START)).containsExactly(30L, 40L);
		assertThat(views.millisSince(START.plusMillis(35))).containsExactly(-5L, 5L);
	}

	@Test
	void clustersAreToldApartByTheirOldest() {
		Views views = new Views(List.of(view("a", 0, 1, "a"), view("b", 100, 1, "b"), view("c", 150, 2, "a"),
				view("b", 400, 3, "a"), view("a", 420, 3, "a"), view("c", 430, 3, "a")));
		assertThat(views.mostClusters()).isEqualTo(2);
		assertThat(views.apart()).isEqualTo(Duration.ofMillis(300));
		assertThat(views.joining()).isEqualTo(Duration.ofMillis(430));
		assertThat(new Views(List.of()).mostClusters()).isZero();
	}

	@Test
	void descriptionNamesNodesThatSawNothing() {
		assertThat(new Views(List.of(view("a", 0, 1, "x"))).describe(List.of("a", "b"), 2))
			.isEqualTo("  a saw 1 of 2, oldest x\n  b saw 0 of 2");
	}

}
