/**
 * Showing what Foundation does: endpoint, health, meters. May import every other package
 * of Foundation; none imports this, and nothing here is loaded without Actuator.
 */
@NullMarked
package io.foundation.actuate;

import org.jspecify.annotations.NullMarked;
