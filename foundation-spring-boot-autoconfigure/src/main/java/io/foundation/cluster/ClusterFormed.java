package io.foundation.cluster;

import java.time.Duration;
import java.util.List;

/**
 * This member is up and part of a cluster, possibly of itself alone. Published once for
 * each start of the member.
 *
 * @param members everybody who is in it, oldest first
 * @param took the time from the start of the member until it was part of the cluster
 */
public record ClusterFormed(List<ClusterMember> members, Duration took) implements ClusterChange {

	public ClusterFormed {
		members = List.copyOf(members);
	}

}
