package io.foundation.channel;

import java.io.IOException;
import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.AbstractResource;

/**
 * A payload that was sent as a stream, as its receivers get it: it may be read any number
 * of times, until the last subscriber has returned.
 */
final class ReceivedPayload extends AbstractResource {

	private final Spool spool;

	private final String description;

	ReceivedPayload(Spool spool, String description) {
		this.spool = spool;
		this.description = description;
	}

	@Override
	public boolean exists() {
		return true;
	}

	@Override
	public long contentLength() {
		return this.spool.size();
	}

	@Override
	public String getDescription() {
		return this.description;
	}

	@Override
	public InputStream getInputStream() throws IOException {
		return this.spool.open();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
