package io.foundation.cluster;

import java.util.Locale;

/**
 * How a member went, which decides what may happen next.
 */
public enum DepartureKind {

	/** It said so before it left. */
	GRACEFUL,

	/** Its process is provably gone. */
	CRASHED,

	/** Silence: it may still run, cut off or paused. */
	UNREACHABLE;

	/**
	 * The keyword that the endpoint, logs and meters use.
	 * @return the name in lower case
	 */
	public String keyword() {
		return name().toLowerCase(Locale.ROOT);
	}

}
