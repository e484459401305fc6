package io.foundation.channel;

/**
 * Bytes that are no envelope, or one of a version that is not understood here.
 */
final class EnvelopeFormatException extends Exception {

	private static final long serialVersionUID = 1L;

	EnvelopeFormatException(String message) {
		super(message);
	}

	EnvelopeFormatException(String message, Throwable cause) {
		super(message, cause);
	}

}
