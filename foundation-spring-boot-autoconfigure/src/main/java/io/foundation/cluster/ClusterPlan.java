package io.foundation.cluster;

import java.util.List;

/**
 * What was decided before the member starts, where the configuration is Foundation's.
 *
 * @param scope how far the cluster reaches
 * @param strategies how members find each other, the first one named first
 */
record ClusterPlan(Scope scope, List<Strategy> strategies) {

	ClusterPlan {
		strategies = List.copyOf(strategies);
	}

	/**
	 * Whether one of Hazelcast's own joiners does the finding.
	 */
	boolean uses(Strategy strategy) {
		return this.strategies.contains(strategy);
	}

}
