package io.foundation.sample.it;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BiConsumer;

import io.foundation.test.Cut;
import io.foundation.test.RequiresNamespaces;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The faults of {@link FaultsIT} again and again, on three and on five hosts: figures,
 * and whatever happens only sometimes. {@code -Dfoundation.it.rounds} says how often.
 */
@Tag("soak")
@RequiresNamespaces
class FaultsSoakIT {

	private static final int ROUNDS = Integer.getInteger("foundation.it.rounds", 5);

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void cuts(int size) throws IOException {
		repeat("cuts", size, (scenario, round) -> {
			for (Cut kind : Cut.values()) {
				scenario.cutOffOne((round + kind.ordinal()) % size, kind, Duration.ofSeconds(7));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void healing(int size) throws IOException {
		repeat("healing", size, (scenario, round) -> {
			for (int seconds : new int[] { 3, 15, 60 }) {
				scenario.cutAndHeal(round % size, Duration.ofSeconds(seconds));
				scenario.split(size / 2, Duration.ofSeconds(seconds));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void kills(int size) throws IOException {
		repeat("kills", size, (scenario, round) -> {
			scenario.kill(round % size);
			scenario.cluster().restart(round % size);
			scenario.cluster().awaitWhole();
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void pauses(int size) throws IOException {
		repeat("pauses", size, (scenario, round) -> {
			scenario.pauseUnnoticed(round % size, Duration.ofSeconds(2));
			scenario.pause(round % size, Duration.ofSeconds(20));
		});
	}

	/** Five times round, which stops each node five times. */
	@ParameterizedTest
	@ValueSource(ints = { 3, 5 })
	void rollingRestarts(int size) throws IOException {
		repeat("rolling", size, (scenario, round) -> {
			if (round < 5) {
				for (int index = 0; index < size; index++) {
					scenario.rollOver(index);
				}
			}
		});
	}

	private static void repeat(String what, int size, BiConsumer<Scenario, Integer> round) throws IOException {
		try (Figures figures = new Figures("soak-" + what + "-" + size);
				FaultyCluster cluster = new FaultyCluster(what, size)) {
			cluster.start();
			for (int i = 0; i < ROUNDS; i++) {
				round.accept(new Scenario(cluster, figures), i);
			}
		}
	}

}
