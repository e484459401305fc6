package io.foundation.cluster;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether and how Foundation takes part.
 *
 * @param enabled Whether this application becomes a member of a cluster. If not, there is
 * no member, no socket and no thread; facades stay, local to this process.
 * @param mode How much of the configuration is Foundation's: mortal, apprentice or
 * wizard. Detected when not set; one that contradicts what is there stops the start.
 * @param wizard What to defer to in wizard mode.
 */
@ConfigurationProperties("foundation")
record FoundationProperties(@DefaultValue("true") boolean enabled, @Nullable ClusterMode mode,
		@DefaultValue Wizard wizard) {

	FoundationProperties {
		if (mode == ClusterMode.DISABLED) {
			throw new InvalidConfigurationException("foundation.mode", "'disabled' is not a mode",
					"Set 'foundation.enabled' to 'false' to run without a cluster, or 'foundation.mode' to one of"
							+ " mortal, apprentice, wizard.");
		}
	}

	/**
	 * What to defer to in wizard mode.
	 *
	 * @param instance Name of the HazelcastInstance bean to use, where the application
	 * has several.
	 */
	record Wizard(@Nullable String instance) {

	}

}
