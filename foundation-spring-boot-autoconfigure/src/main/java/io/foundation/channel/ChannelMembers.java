package io.foundation.channel;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.Departure;
import io.foundation.cluster.DepartureKind;
import io.foundation.cluster.FoundationCluster;

/**
 * Who takes part in the channels, by instance id.
 */
final class ChannelMembers {

	private final Supplier<FoundationCluster> cluster;

	ChannelMembers(Supplier<FoundationCluster> cluster) {
		this.cluster = cluster;
	}

	List<ClusterMember> present() {
		return this.cluster.get().members();
	}

	/** Members whose process has ended: they never come back by the same id. */
	Set<String> gone() {
		return this.cluster.get()
			.departures()
			.stream()
			.filter((each) -> each.kind() != DepartureKind.UNREACHABLE)
			.map(Departure::id)
			.collect(Collectors.toSet());
	}

}
