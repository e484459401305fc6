package io.foundation.cluster;

/**
 * What is known about the cluster before its member is up.
 *
 * @param mode the mode in effect
 * @param plan scope and strategies
 * @param identity who this node is
 * @param properties the properties
 * @param candidates where peers may be
 * @param liveness through which peers watch this process, and it watches them
 * @param decisions what was decided
 */
record ClusterSetup(ClusterMode mode, ClusterPlan plan, NodeIdentity identity, ClusterProperties properties,
		CandidateAddresses candidates, Liveness liveness, Decisions decisions) {

}
