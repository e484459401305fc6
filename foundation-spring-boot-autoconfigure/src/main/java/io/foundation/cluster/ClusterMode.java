package io.foundation.cluster;

/**
 * How much of the configuration is Foundation's.
 */
public enum ClusterMode {

	/**
	 * Nothing is configured: Foundation detects the environment, picks the strategy,
	 * configures and starts the member.
	 */
	MORTAL,

	/**
	 * The strategy is set: Foundation translates it and its options into Hazelcast's own
	 * configuration.
	 */
	APPRENTICE,

	/**
	 * The application brings Hazelcast: Foundation defers to it.
	 */
	WIZARD,

	/**
	 * {@code foundation.enabled=false}: no member, no socket, no thread. Never a value of
	 * {@code foundation.mode}.
	 */
	DISABLED

}
