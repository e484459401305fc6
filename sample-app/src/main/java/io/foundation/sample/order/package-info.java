/**
 * Orders: the REST API, and the distributed map that every node shares.
 */
@NullMarked
package io.foundation.sample.order;

import org.jspecify.annotations.NullMarked;
