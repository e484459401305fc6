package io.foundation.cluster;

/**
 * The state of the cluster as this member sees it.
 */
public enum ClusterState {

	/** The member is starting, or being rebuilt. */
	FORMING,

	/** A quorum is present and nobody is missing. */
	HEALTHY,

	/** A quorum is present, but fewer members than expected are. */
	DEGRADED,

	/** No quorum, or no member. */
	CRITICAL

}
