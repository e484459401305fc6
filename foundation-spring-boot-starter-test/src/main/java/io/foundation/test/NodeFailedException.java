package io.foundation.test;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A node did not do what was asked of it. The message ends with the last lines of its
 * log.
 */
public class NodeFailedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message what was expected, what happened, and the tail of the log
	 * @param cause the cause, if there is one
	 */
	public NodeFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
