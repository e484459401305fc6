package io.foundation.benchmark;

import java.io.Serial;

/**
 * The command line is not one that can be run. The message says why.
 */
class UsageException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UsageException(String message) {
		super(message);
	}

}
