package io.foundation.benchmark;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * There is no figure. The message says what was seen instead.
 */
class MeasurementFailedException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	MeasurementFailedException(String message) {
		this(message, null);
	}

	MeasurementFailedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
