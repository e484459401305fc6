package io.foundation.cluster;

/**
 * Another member has joined the cluster.
 *
 * @param member the member that joined
 * @param size the number of members afterwards
 */
public record MemberJoined(ClusterMember member, int size) implements ClusterChange {

}
