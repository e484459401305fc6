package io.foundation.test;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A call to a node had no outcome that can be shown here as it is: the node did not
 * answer in time, it does not run or ended meanwhile, what should travel cannot be
 * serialized, or an exception was thrown there that cannot. The message names the node;
 * in the last case it has the exception's class, message and stack trace, and the cause
 * is the first of its causes that can travel.
 */
public class NodeCallException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Create an exception.
	 * @param message which node, and what happened
	 * @param cause the cause, if it is known here
	 */
	public NodeCallException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
