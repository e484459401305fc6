/**
 * The member and its life: modes, configuration, membership, departures and quorum. Main
 * types are {@link io.foundation.cluster.FoundationCluster}, the application events
 * {@link io.foundation.cluster.ClusterFormed}, {@link io.foundation.cluster.MemberJoined}
 * and {@link io.foundation.cluster.MemberLeft}, and
 * {@link io.foundation.cluster.PeerSource}, through which peers are found. Imports no
 * other package of Foundation; every other one may import this.
 */
@NullMarked
package io.foundation.cluster;

import org.jspecify.annotations.NullMarked;
