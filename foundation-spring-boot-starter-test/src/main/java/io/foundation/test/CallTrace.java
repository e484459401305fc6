package io.foundation.test;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows in the stack trace of an exception that was thrown on a node who called there:
 * else no line of a failed test's trace is in the test.
 */
final class CallTrace {

	/** Causes may be a circle. */
	static final int DEPTH = 20;

	private CallTrace() {
	}

	/**
	 * An exception and its causes, in words.
	 */
	static String text(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.limit(DEPTH)
			.map((cause) -> cause + "\n"
					+ Arrays.stream(cause.getStackTrace())
						.map((element) -> "\tat " + element + "\n")
						.collect(Collectors.joining()))
			.collect(Collectors.joining("Caused by: "));
	}

	static <T extends Throwable> T append(T failure, String node) {
		List<StackTraceElement> there = Arrays.stream(failure.getStackTrace())
			// An exception may be thrown again by a later call.
			.takeWhile((element) -> !element.getMethodName().startsWith("called from"))
			.toList();
		Stream<StackTraceElement> here = StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::toStackTraceElement).toList())
			.stream()
			.skip(1);
		StackTraceElement boundary = new StackTraceElement(node, "called from", null, -1);
		failure.setStackTrace(Stream.concat(Stream.concat(there.stream(), Stream.of(boundary)), here)
			.toArray(StackTraceElement[]::new));
		return failure;
	}

}
