package io.foundation.cluster;

import java.time.Instant;

/**
 * A member that is gone.
 *
 * @param id its instance id
 * @param name its name
 * @param kind how it went
 * @param at when this member learnt of it
 */
public record Departure(String id, String name, DepartureKind kind, Instant at) {

}
