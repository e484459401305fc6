package io.foundation.cluster;

/**
 * This member died inside the living application, or lost its network: Hazelcast ran out
 * of memory, gave up to join, or was shut down past Foundation. Foundation's own member
 * is replaced, with pauses of one second to thirty between the tries, and
 * {@link ClusterFormed} follows when the next one is up; a member that the application
 * brought is its own affair. Not published when the application stops.
 *
 * @param size the number of members that were seen last, this one included
 */
public record ClusterLost(int size) implements ClusterChange {

}
