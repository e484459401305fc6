/**
 * Finding peers: one {@link io.foundation.cluster.PeerSource} for each strategy. Imports
 * {@code io.foundation.cluster} only.
 */
@NullMarked
package io.foundation.discovery;

import org.jspecify.annotations.NullMarked;
