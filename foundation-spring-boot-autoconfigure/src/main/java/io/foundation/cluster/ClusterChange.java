package io.foundation.cluster;

/**
 * An application event about the cluster's membership and quorum, published by
 * Foundation's own thread {@code foundation-cluster}, in the order in which things
 * happened here. A listener that takes long delays later events, but nothing else.
 */
public sealed interface ClusterChange
		permits ClusterFormed, ClusterLost, MemberJoined, MemberLeft, QuorumLost, QuorumRestored {

}
