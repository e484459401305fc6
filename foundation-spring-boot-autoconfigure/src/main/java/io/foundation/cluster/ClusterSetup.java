package io.foundation.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What is known about the cluster before its member is up.
 *
 * @param mode the mode in effect
 * @param plan scope and strategies
 * @param identity who this node is
 * @param expectedSize the most members that are ever alive together, where it is set
 * @param candidates where peers may be
 * @param decisions what was decided
 */
record ClusterSetup(ClusterMode mode, ClusterPlan plan, NodeIdentity identity, @Nullable Integer expectedSize,
		CandidateAddresses candidates, Decisions decisions) {

}
