package io.foundation.sample.page;

import java.time.Instant;

/**
 * Something that happened, as the page's timeline shows it.
 *
 * @param id names the process and the place in its timeline
 * @param at when this node learnt of it
 * @param kind a keyword, for the colour
 * @param text what happened, for the reader
 */
record TimelineEntry(String id, Instant at, String kind, String text) {

}
