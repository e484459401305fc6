package io.foundation.benchmark;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the figures of {@link Formation} and {@link Overhead}.
 */
class FiguresTests {

	@Test
	void formation() {
		assertThat(Formation.figures(2,
				List.of(new FormationTry.Formed(900, 1000, 50, 1, 0, List.of(800L, 900L)),
						new FormationTry.Formed(2000, 1500, 60, 2, 70, List.of(1900L, 2000L)),
						new FormationTry.Formed(1200, 1100, 90, 1, 10, List.of(1200L, 1100L)))))
			.containsEntry("nodes", 2)
			.containsEntry("tries", 3)
			.containsEntry("formedMs", 1200L)
			.containsEntry("p99Ms", 2000L)
			.containsEntry("medianMs", 1150L)
			.containsEntry("readyMs", 1100L)
			.containsEntry("fromLastReadyMs", 100L)
			.containsEntry("joiningMs", 60L)
			.containsEntry("mostClusters", 2L)
			.containsEntry("apartMs", 10L);
	}

	@Test
	void overheadIsTheDifferenceBetweenTheMeanMemberAndThePlainApplication() {
		List<Idle> members = List.of(new Idle(40, 200, 60, 0.5), new Idle(44, 220, 62, 0.7));
		assertThat(Overhead.figures(Duration.ofSeconds(60), "256m", members, new Idle(20, 150, 30, 0.25)))
			.containsEntry("nodes", 2)
			.containsEntry("seconds", 60L)
			.containsEntry("heapMb", Idle.rounded(22))
			.containsEntry("residentMb", Idle.rounded(60))
			.containsEntry("threads", Idle.rounded(31))
			.containsEntry("cpuPercent", Idle.rounded(0.35))
			.containsEntry("withHeapMb", Idle.rounded(42))
			.containsEntry("withoutHeapMb", Idle.rounded(20))
			.containsEntry("worstCpuPercent", Idle.rounded(0.7));
	}

}
