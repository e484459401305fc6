package io.foundation.discovery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Properties as one line of text, separated by tabs and behind a word that tells them
 * from other protocols.
 */
final class LineRecord {

	private static final String GREETING = "foundation\t";

	private LineRecord() {
	}

	static String encode(Map<String, String> properties) {
		StringBuilder line = new StringBuilder(GREETING);
		properties.forEach((key, value) -> {
			if (value.codePoints().anyMatch(Character::isISOControl)) {
				throw new IllegalArgumentException("'" + key + "' holds a control character");
			}
			line.append(key).append('=').append(value).append('\t');
		});
		return line.append('\n').toString();
	}

	/** Whether a line claims to be one of ours, rather than some other program's. */
	static boolean recognizes(String line) {
		return line.startsWith(GREETING);
	}

	static Map<String, String> decode(String line) {
		Map<String, String> properties = new LinkedHashMap<>();
		for (String string : line.substring(GREETING.length()).split("\t", -1)) {
			TxtRecord.put(properties, string);
		}
		return properties;
	}

}
