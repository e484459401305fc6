/**
 * Scenarios that start applications as processes on this machine, and measure them.
 */
@NullMarked
package io.foundation.benchmark;

import org.jspecify.annotations.NullMarked;
