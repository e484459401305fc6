/**
 * What runs in a node. Uses the starter and nothing else: the driver's libraries are not
 * on a node's class path.
 */
@NullMarked
package io.foundation.benchmark.node;

import org.jspecify.annotations.NullMarked;
