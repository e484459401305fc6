package io.foundation.cluster;

/**
 * Enough members are here again to act for the cluster, after {@link QuorumLost}.
 *
 * @param quorum how many members it takes
 * @param size the number of members that are here
 */
public record QuorumRestored(Quorum quorum, int size) implements ClusterChange {

}
