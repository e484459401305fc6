package io.foundation.cluster;

/**
 * From now on too few members are here to act for the cluster: what must run on one side
 * of a partition only has to stop. Also published when a cluster forms without a quorum,
 * and when this member dies ({@link ClusterLost}). Not published when the application
 * stops.
 *
 * @param quorum how many members it takes
 * @param size the number of members that are here
 */
public record QuorumLost(Quorum quorum, int size) implements ClusterChange {

}
