/**
 * The web server's port, its address in the log, and the headers of every response.
 */
@NullMarked
package io.foundation.sample.web;

import org.jspecify.annotations.NullMarked;
