/**
 * What an application's tests add: clusters of its own nodes
 * ({@link io.foundation.test.ClusterTest}); and what these are made of, processes
 * ({@link io.foundation.test.NodeProcess}, {@link io.foundation.test.NodeGroup}) and
 * networks that can be cut ({@link io.foundation.test.VirtualNetwork}).
 */
@NullMarked
package io.foundation.test;

import org.jspecify.annotations.NullMarked;
