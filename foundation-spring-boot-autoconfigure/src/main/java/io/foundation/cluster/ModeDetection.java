package io.foundation.cluster;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Which mode is in effect: what the application brings comes first, then a strategy that
 * is set, then detection.
 *
 * @param mode the mode
 * @param reason why
 */
record ModeDetection(ClusterMode mode, String reason) {

	static ModeDetection detect(@Nullable ClusterMode configured, UserHazelcast user, List<Strategy> strategies) {
		ModeDetection detected = detect(user, strategies);
		if (configured == null || configured == detected.mode) {
			return detected;
		}
		throw contradiction(configured, detected);
	}

	private static ModeDetection detect(UserHazelcast user, List<Strategy> strategies) {
		if (!(user instanceof UserHazelcast.None)) {
			return new ModeDetection(ClusterMode.WIZARD, user.reason());
		}
		if (!strategies.isEmpty()) {
			return new ModeDetection(ClusterMode.APPRENTICE, "foundation.cluster.strategy is set");
		}
		return new ModeDetection(ClusterMode.MORTAL, user.reason() + ", and foundation.cluster.strategy is not set");
	}

	private static InvalidConfigurationException contradiction(ClusterMode configured, ModeDetection detected) {
		String keyword = configured.name().toLowerCase(Locale.ROOT);
		return new InvalidConfigurationException("foundation.mode", "it is '" + keyword + "', but " + detected.reason,
				switch (configured) {
					case MORTAL -> "Remove 'foundation.mode', or what contradicts it"
							+ " ('foundation.cluster.strategy', 'spring.hazelcast.config', a HazelcastInstance or Config bean).";
					case APPRENTICE -> "Set 'foundation.cluster.strategy', and bring no Hazelcast of your own;"
							+ " or remove 'foundation.mode'.";
					default -> "Define a HazelcastInstance or Config bean, add a hazelcast.yaml or set"
							+ " 'spring.hazelcast.config'; or remove 'foundation.mode'.";
				});
	}

}
