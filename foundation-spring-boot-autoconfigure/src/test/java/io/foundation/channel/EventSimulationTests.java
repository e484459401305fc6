package io.foundation.channel;

import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static io.foundation.channel.EventSimulation.millis;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reliable channel promises, under thousands of schedules. That nothing comes
 * twice or out of order, and that no window grows beyond its limit, is asserted by the
 * simulation throughout.
 */
class EventSimulationTests {

	private static final List<String> THREE = List.of("a", "b", "c");

	private static final long LARGE = 1024 * 1024;

	@Test
	void everyMessageArrivesOverANetworkThatLosesAndReorders() {
		forSeeds(400, (seed) -> {
			EventSimulation simulation = cluster(seed, LARGE, 1000);
			simulation.loss = simulation.random(30) / 100.0;
			simulation.duplicates = 0.1;
			simulation.maxDelay = millis(1 + simulation.random(50));
			sendAtRandom(simulation, 100, 1000);
			simulation.run(millis(30_000));
			assertEverythingArrived(simulation, seed);
		});
	}

	@Test
	void whatWasMissedInACutArrivesAfterIt() {
		forSeeds(400, (seed) -> {
			EventSimulation simulation = cluster(seed, LARGE, 1000);
			sendAtRandom(simulation, 200, 12_000);
			simulation.in(millis(1000), () -> {
				simulation.cut("a", "c");
				simulation.cut("b", "c");
			});
			simulation.in(millis(1000 + simulation.random(6000)), simulation::views);
			simulation.in(millis(8000), simulation::heal);
			simulation.in(millis(8000 + simulation.random(3000)), simulation::views);
			simulation.run(millis(30_000));
			assertEverythingArrived(simulation, seed);
		});
	}

	@Test
	void aMemberThatDiesCostsTheOthersNothing() {
		forSeeds(400, (seed) -> {
			EventSimulation simulation = cluster(seed, 20_000, 100);
			simulation.loss = 0.1;
			sendAtRandom(simulation, 300, 5000);
			simulation.in(millis(1000 + simulation.random(3000)), () -> simulation.kill("c"));
			simulation.in(millis(5000), simulation::views);
			simulation.run(millis(40_000));
			for (String receiver : List.of("a", "b")) {
				for (String sender : List.of("a", "b")) {
					assertAll(simulation, sender, receiver, seed);
				}
				assertThat(simulation.member(receiver).seen("c")).as("seed %s", seed).isNotEmpty();
			}
		});
	}

	@Test
	void aSlowSubscriberSlowsTheSenderDownAndMissesNothing() {
		forSeeds(300, (seed) -> {
			EventSimulation simulation = cluster(seed, 10_000, 5);
			simulation.member("b").slowness = millis(10);
			simulation.loss = 0.05;
			sendAtRandom(simulation, 300, 100);
			simulation.run(millis(400));
			assertThat(simulation.member("a").everythingIsSent()).isFalse();
			simulation.run(millis(120_000));
			assertEverythingArrived(simulation, seed);
		});
	}

	@Test
	void whoWasAwayForTooLongMissesOneStretchAndKnows() {
		forSeeds(300, (seed) -> {
			EventSimulation simulation = cluster(seed, 10_000, 1000);
			sendAtRandom(simulation, 500, 10_000);
			simulation.in(millis(2000), () -> {
				simulation.cut("a", "c");
				simulation.cut("b", "c");
			});
			simulation.in(millis(2500), simulation::views);
			simulation.in(millis(8000), simulation::heal);
			simulation.in(millis(8500), simulation::views);
			simulation.run(millis(40_000));
			EventSimulation.Member away = simulation.member("c");
			assertThat(away.lost("a")).as("seed %s", seed).isPositive();
			assertThat(away.seen("a")).as("seed %s", seed).hasSize((int) (500 - away.lost("a"))).contains(1L, 500L);
			assertAll(simulation, "b", "a", seed);
			assertAll(simulation, "a", "b", seed);
		});
	}

	@Test
	void aNewcomerBeginsWithWhatIsSentOnceItIsSeen() {
		forSeeds(300, (seed) -> {
			EventSimulation simulation = cluster(seed, LARGE, 1000);
			simulation.loss = 0.1;
			sendAtRandom(simulation, 300, 6000);
			long[] sentBefore = new long[1];
			simulation.in(millis(2000), () -> {
				simulation.join("d", LARGE, 1000);
				simulation.views();
			});
			simulation.in(millis(2250), () -> sentBefore[0] = simulation.member("a").sent());
			simulation.run(millis(30_000));
			List<Long> seen = simulation.member("d").seen("a");
			assertThat(seen.get(0)).as("seed %s", seed).isLessThanOrEqualTo(sentBefore[0] + 1);
			assertThat(seen).as("seed %s", seed).containsExactlyElementsOf(numbers(seen.get(0), 300));
		});
	}

	private static void forSeeds(int seeds, LongConsumer schedule) {
		LongStream.range(0, seeds).forEach(schedule);
	}

	private static EventSimulation cluster(long seed, long window, int inbox) {
		EventSimulation simulation = new EventSimulation(seed);
		THREE.forEach((id) -> simulation.join(id, window, inbox));
		simulation.views();
		simulation.run(millis(300));
		return simulation;
	}

	private static void sendAtRandom(EventSimulation simulation, int messages, int withinMillis) {
		for (String id : THREE) {
			for (int i = 0; i < messages; i++) {
				simulation.in(millis(simulation.random(withinMillis)),
						() -> simulation.member(id).send(simulation.random(100)));
			}
		}
	}

	private static void assertEverythingArrived(EventSimulation simulation, long seed) {
		THREE.forEach((receiver) -> THREE.forEach((sender) -> assertAll(simulation, sender, receiver, seed)));
	}

	private static void assertAll(EventSimulation simulation, String sender, String receiver, long seed) {
		assertThat(simulation.member(receiver).seen(sender)).as("seed %s: of %s at %s", seed, sender, receiver)
			.containsExactlyElementsOf(numbers(1, simulation.member(sender).sent()));
	}

	private static List<Long> numbers(long first, long last) {
		return LongStream.rangeClosed(first, last).boxed().toList();
	}

}
