package io.foundation.cluster;

/**
 * The Hazelcast member did not start.
 */
public final class MemberStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what was tried
	 * @param cause what Hazelcast said
	 */
	public MemberStartException(String message, Throwable cause) {
		super(message, cause);
	}

}
