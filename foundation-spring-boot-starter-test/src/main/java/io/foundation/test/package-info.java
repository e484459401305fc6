/**
 * What an application's tests add: its nodes as processes
 * ({@link io.foundation.test.NodeProcess}, {@link io.foundation.test.NodeGroup}) and
 * networks that can be cut ({@link io.foundation.test.VirtualNetwork}).
 */
@NullMarked
package io.foundation.test;

import org.jspecify.annotations.NullMarked;
