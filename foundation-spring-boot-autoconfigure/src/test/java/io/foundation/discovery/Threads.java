package io.foundation.discovery;

import java.util.Arrays;
import java.util.List;

/**
 * The threads of this process.
 */
final class Threads {

	private Threads() {
	}

	static List<String> startingWith(String... prefixes) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> Arrays.stream(prefixes).anyMatch(name::startsWith))
			.toList();
	}

}
