package io.foundation.cluster;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What this member sees, at one moment.
 *
 * @param state the state of the cluster
 * @param members the members, oldest first
 * @param quorum the quorum
 * @param departures the last departures, oldest first
 * @param formedIn how long it took to form, once it has
 */
record View(ClusterState state, List<ClusterMember> members, Quorum quorum, List<Departure> departures,
		@Nullable Duration formedIn) {

	View {
		members = List.copyOf(members);
		departures = List.copyOf(departures);
	}

	static View forming(int required) {
		return new View(ClusterState.FORMING, List.of(), new Quorum(required, false), List.of(), null);
	}

}
