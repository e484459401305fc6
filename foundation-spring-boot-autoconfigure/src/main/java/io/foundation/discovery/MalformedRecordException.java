package io.foundation.discovery;

/**
 * Something that was received is no record of a node. Ordinary on a network, so it
 * carries no stack trace.
 */
final class MalformedRecordException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String problem;

	/**
	 * Creates the exception.
	 * @param problem what is wrong, in our own words: never a text that was received
	 */
	MalformedRecordException(String problem) {
		super(problem, null, false, false);
		this.problem = problem;
	}

	String problem() {
		return this.problem;
	}

}
