package io.foundation.test;

import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What came of a call: a result or an exception, each serialized by itself, so that a
 * reply arrives even if what it carries cannot be read.
 */
final class Reply implements Serializable {

	@Serial
	private static final long serialVersionUID = 1L;

	private final byte @Nullable [] content;

	private final @Nullable String failure;

	private final boolean whole;

	/**
	 * A reply.
	 * @param content the result, the exception, or that of its causes that can travel
	 * @param failure the exception in words
	 * @param whole whether the content is the exception itself
	 */
	private Reply(byte @Nullable [] content, @Nullable String failure, boolean whole) {
		this.content = content;
		this.failure = failure;
		this.whole = whole;
	}

	/**
	 * Does work and replies what came of it.
	 */
	static Reply to(Callable<? extends @Nullable Object> work) {
		Object result;
		try {
			result = work.call();
		}
		catch (Throwable ex) {
			return ofFailure(ex);
		}
		try {
			return new Reply(Serialized.write(result), null, true);
		}
		catch (IOException | RuntimeException ex) {
			return ofFailure(new IllegalStateException("The result cannot be serialized: " + ex, ex));
		}
	}

	private static Reply ofFailure(Throwable failure) {
		byte[] whole = serializedIfPossible(failure);
		byte[] content = (whole != null) ? whole
				: Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
					.limit(CallTrace.DEPTH)
					.map(Reply::serializedIfPossible)
					.filter(Objects::nonNull)
					.findFirst()
					.orElse(null);
		return new Reply(content, CallTrace.text(failure), whole != null);
	}

	private static byte @Nullable [] serializedIfPossible(Throwable failure) {
		try {
			return Serialized.write(failure);
		}
		catch (IOException | RuntimeException ex) {
			// The text says what it was.
			return null;
		}
	}

	boolean isFailure() {
		return this.failure != null;
	}

	/**
	 * The result, or the exception as it was thrown there, followed by what called it
	 * here.
	 */
	@Nullable Object get(String node) throws Throwable {
		if (this.failure != null) {
			throw CallTrace.append(thrown(node, this.failure), node);
		}
		try {
			return Serialized.read(contentOfResult());
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			throw new NodeCallException("The result of a call to " + node + " cannot be read here: " + ex, ex);
		}
	}

	private byte[] contentOfResult() throws IOException {
		if (this.content == null) {
			throw new IOException("it has none");
		}
		return this.content;
	}

	private Throwable thrown(String node, String text) {
		Throwable known = null;
		try {
			if (this.content != null && Serialized.read(this.content) instanceof Throwable failure) {
				if (this.whole) {
					return failure;
				}
				known = failure;
			}
		}
		catch (IOException | ClassNotFoundException | RuntimeException ex) {
			known = ex;
		}
		return new NodeCallException("What ran on " + node + " failed there with " + text.strip(), known);
	}

}
