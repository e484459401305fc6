package io.foundation.sample.page;

import java.util.List;

import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.ClusterState;
import io.foundation.cluster.Decision;
import io.foundation.cluster.Departure;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.Quorum;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Scope;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as the page shows it: everything the facade knows, at one moment.
 */
record ClusterView(String name, ClusterState state, Quorum quorum, ClusterMode mode, Scope scope,
		List<String> strategies, @Nullable Long formedInMs, ClusterMember localMember, List<ClusterMember> members,
		List<Decision> decisions, List<Departure> departures, List<RefusedPeer> refusedPeers) {

	static ClusterView of(FoundationCluster cluster) {
		Long formedInMs = cluster.formedIn().map((took) -> took.toMillis()).orElse(null);
		return new ClusterView(cluster.name(), cluster.state(), cluster.quorum(), cluster.mode(), cluster.scope(),
				cluster.strategies().stream().map(Strategy::keyword).toList(), formedInMs, cluster.localMember(),
				cluster.members(), cluster.decisions(), cluster.departures(), cluster.refusedPeers());
	}

}
