package io.foundation.benchmark;

import java.util.Map;
import java.util.TreeMap;

/**
 * What every figure depends on.
 */
final class Machine {

	private Machine() {
	}

	static Map<String, Object> figures() {
		return new TreeMap<>(
				Map.of("processors", Runtime.getRuntime().availableProcessors(), "java", Runtime.version().toString()));
	}

}
