package io.foundation.cluster;

/**
 * Whether enough members are here to act for the cluster.
 *
 * @param required how many members it takes
 * @param present whether they are here
 */
public record Quorum(int required, boolean present) {

}
