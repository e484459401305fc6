/**
 * The sample: a shop that takes orders on as many nodes as are started.
 */
@NullMarked
package io.foundation.sample;

import org.jspecify.annotations.NullMarked;
