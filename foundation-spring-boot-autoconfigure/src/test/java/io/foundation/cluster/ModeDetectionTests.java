package io.foundation.cluster;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModeDetectionTests {

	private static final UserHazelcast NONE = new UserHazelcast.None();

	private static final UserHazelcast BEAN = new UserHazelcast.Configuration("mine");

	@Test
	void isMortalWhenNothingIsThere() {
		assertThat(ModeDetection.detect(null, NONE, List.of()).mode()).isEqualTo(ClusterMode.MORTAL);
	}

	@Test
	void isApprenticeWhenAStrategyIsSet() {
		ModeDetection detected = ModeDetection.detect(null, NONE, List.of(Strategy.TCP));
		assertThat(detected.mode()).isEqualTo(ClusterMode.APPRENTICE);
		assertThat(detected.reason()).contains("foundation.cluster.strategy");
	}

	@Test
	void isWizardWhenTheApplicationBringsHazelcastEvenIfAStrategyIsSet() {
		ModeDetection detected = ModeDetection.detect(null, BEAN, List.of(Strategy.TCP));
		assertThat(detected.mode()).isEqualTo(ClusterMode.WIZARD);
		assertThat(detected.reason()).contains("'mine'");
	}

	@Test
	void takesAnExplicitModeThatFits() {
		assertThat(ModeDetection.detect(ClusterMode.WIZARD, BEAN, List.of()).mode()).isEqualTo(ClusterMode.WIZARD);
	}

	@ParameterizedTest
	@CsvSource({ "MORTAL, true, false, HazelcastInstance", "MORTAL, false, true, foundation.cluster.strategy",
			"APPRENTICE, false, false, foundation.cluster.strategy", "APPRENTICE, true, true, no Hazelcast",
			"WIZARD, false, false, spring.hazelcast.config", "WIZARD, false, true, spring.hazelcast.config" })
	void refusesAnExplicitModeThatContradicts(ClusterMode mode, boolean bean, boolean strategy, String remedy) {
		List<Strategy> strategies = strategy ? List.of(Strategy.NONE) : List.of();
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> ModeDetection.detect(mode, bean ? BEAN : NONE, strategies))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("foundation.mode");
				assertThat(ex.remedy()).contains(remedy);
			});
	}

}
