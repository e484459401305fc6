package io.foundation.cluster;

/**
 * A member of the cluster.
 *
 * @param id Foundation's instance id, new with each start of a process and kept when
 * clusters merge; Hazelcast's own UUID where a member carries none
 * @param name the member's name
 * @param address host and port of the Hazelcast member
 * @param local whether this is the member of this process
 * @param oldest whether this is the oldest member of the cluster
 */
public record ClusterMember(String id, String name, String address, boolean local, boolean oldest) {

}
