package io.foundation.channel;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static io.foundation.channel.EventSimulation.millis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A flow-controlled channel on virtual links: it fills them, keeps the queue short,
 * shares, and never gets stuck. That nothing comes twice or out of order, and that no
 * window grows beyond its limit, is asserted by the simulation throughout.
 */
class FlowSimulationTests {

	private static final Logger log = LoggerFactory.getLogger(FlowSimulationTests.class);

	private static final WindowSettings WINDOW = new WindowSettings(8 * 1024 * 1024, true, false);

	private static final int PIECE = 8 * 1024;

	private static final int INBOX = 512;

	@ParameterizedTest
	@CsvSource({ "20, 0.1", "20, 10", "200, 0.1", "200, 1", "200, 20", "1000, 0.1", "1000, 1", "1000, 5" })
	void fillsTheLinkAndKeepsTheQueueShort(long megabits, double latencyMillis) {
		EventSimulation simulation = simulation(megabits, latencyMillis);
		join(simulation, "a", "b");
		simulation.member("a").saturate(PIECE);
		simulation.run(millis(2000));
		Series series = watch(simulation, "a", 5000);
		double share = series.bytes / (5.0 * simulation.bandwidth);
		log.info("{} Mbit/s, {} ms: share {}, queue p50 {} p99 {} max {} ms", megabits, latencyMillis, share,
				series.percentile(50), series.percentile(99), series.percentile(100));
		assertThat(share).isGreaterThan(0.9);
		assertThat(series.percentile(99)).isLessThan(10);
	}

	@Test
	void sendersShareALink() {
		EventSimulation simulation = simulation(200, 0.5);
		join(simulation, "a", "b", "c");
		simulation.member("a").saturate(PIECE);
		simulation.run(millis(3000));
		simulation.member("b").saturate(PIECE);
		simulation.run(millis(3000));
		long[] before = { simulation.member("c").seen("a").size(), simulation.member("c").seen("b").size() };
		simulation.run(millis(5000));
		double one = simulation.member("c").seen("a").size() - before[0];
		double other = simulation.member("c").seen("b").size() - before[1];
		log.info("shares {} and {}", one, other);
		assertThat(one / other).isBetween(0.5, 2.0);
		// Each sends everything twice, so that three links are busy at once.
		assertThat((one + other) * PIECE).isGreaterThan(0.55 * 5 * simulation.bandwidth);
	}

	@Test
	void aSlowReceiverSlowsTheSenderDownAndNothingElse() {
		EventSimulation simulation = simulation(200, 0.5);
		join(simulation, "a", "b", "c");
		simulation.member("b").slowness = millis(5);
		simulation.member("a").saturate(PIECE);
		simulation.run(millis(20_000));
		assertThat(simulation.member("b").seen("a")).hasSizeBetween(3_500, 4_000);
		assertThat(simulation.member("c").seen("a")).hasSizeLessThan(4_000 + INBOX + 1024);
		simulation.member("a").saturate(0);
		simulation.run(millis(20_000));
		assertThat(simulation.member("b").seen("a")).hasSize((int) simulation.member("a").sent());
	}

	@Test
	void goesOnOverLostFramesCutsAndDeaths() {
		for (long seed = 0; seed < 100; seed++) {
			EventSimulation simulation = new EventSimulation(seed);
			simulation.bandwidth = 20_000_000 / 8;
			simulation.latency = millis(1);
			join(simulation, "a", "b", "c");
			simulation.loss = 0.05;
			simulation.member("a").saturate(PIECE);
			simulation.run(millis(500 + simulation.random(1000)));
			simulation.kill("c");
			simulation.cut("a", "b");
			simulation.run(millis(simulation.random(3000)));
			simulation.views();
			simulation.run(millis(300));
			simulation.heal();
			simulation.views();
			simulation.run(millis(2000));
			int before = simulation.member("b").seen("a").size();
			simulation.run(millis(2000));
			assertThat(simulation.member("b").seen("a").size()).as("seed %s", seed).isGreaterThan(before);
			simulation.member("a").saturate(0);
			simulation.run(millis(20_000));
			assertThat(simulation.member("b").seen("a")).as("seed %s", seed)
				.hasSize((int) (simulation.member("a").sent() - simulation.member("b").lost("a")));
		}
	}

	private static EventSimulation simulation(long megabits, double latencyMillis) {
		EventSimulation simulation = new EventSimulation(1);
		simulation.bandwidth = megabits * 1_000_000 / 8;
		simulation.latency = (long) (latencyMillis * 1_000_000);
		return simulation;
	}

	private static void join(EventSimulation simulation, String... ids) {
		List.of(ids).forEach((id) -> simulation.join(id, WINDOW, INBOX));
		simulation.views();
		simulation.run(millis(500));
	}

	/** Looks at the queue every millisecond. */
	private static Series watch(EventSimulation simulation, String id, int looks) {
		long before = simulation.member(id).carried();
		double[] queueing = new double[looks];
		for (int i = 0; i < looks; i++) {
			simulation.run(millis(1));
			queueing[i] = simulation.member(id).queueing() / 1e6;
		}
		Arrays.sort(queueing);
		return new Series(queueing, simulation.member(id).carried() - before);
	}

	private static final class Series {

		private final double[] sorted;

		private final double bytes;

		Series(double[] sorted, double bytes) {
			this.sorted = sorted;
			this.bytes = bytes;
		}

		double percentile(int percent) {
			return this.sorted[Math.min(this.sorted.length - 1, this.sorted.length * percent / 100)];
		}

	}

}
