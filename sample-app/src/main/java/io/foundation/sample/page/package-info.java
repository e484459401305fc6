/**
 * The page that shows the cluster live: what it knows, and the server-sent events that
 * keep it up to date.
 */
@NullMarked
package io.foundation.sample.page;

import org.jspecify.annotations.NullMarked;
