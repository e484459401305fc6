package io.foundation.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules for single properties, each with the sentence its failure analysis shows.
 */
final class PropertyChecks {

	/**
	 * What both a DNS-SD instance name (RFC 6763: 63 bytes, of which a short id takes its
	 * part) and a Hazelcast cluster name carry without surprise.
	 */
	static final int MAX_NAME_BYTES = 48;

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N} ._-]*[\\p{L}\\p{N}])?");

	private PropertyChecks() {
	}

	static void name(String property, @Nullable String value) {
		if (value == null) {
			return;
		}
		if (!NAME.matcher(value).matches()) {
			throw new InvalidConfigurationException(property,
					"'" + printable(value) + "' has characters that mDNS or Hazelcast refuse",
					"Use letters, digits, spaces and the characters . _ - and begin and end with a letter or digit.");
		}
		int bytes = value.getBytes(StandardCharsets.UTF_8).length;
		if (bytes > MAX_NAME_BYTES) {
			throw new InvalidConfigurationException(property,
					"it takes " + bytes + " bytes in UTF-8, more than " + MAX_NAME_BYTES,
					"Choose a shorter name: mDNS allows 63 bytes for a name and an id.");
		}
	}

	/**
	 * Makes a legal name of anything, for names that nobody chose for this purpose.
	 */
	static String legalName(String value) {
		StringBuilder legal = new StringBuilder();
		value.codePoints().forEach((c) -> {
			boolean allowed = Character.isLetterOrDigit(c) || " ._-".indexOf(c) >= 0;
			legal.appendCodePoint(allowed ? c : '-');
		});
		while (legal.toString().getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
			legal.delete(0, legal.offsetByCodePoints(0, 1));
		}
		String trimmed = legal.toString().replaceAll("^[ ._-]+|[ ._-]+$", "");
		return NAME.matcher(trimmed).matches() ? trimmed : "application";
	}

	static void secret(String property, @Nullable String value) {
		if (value == null) {
			return;
		}
		if (value.isBlank()) {
			throw new InvalidConfigurationException(property, "it is blank",
					"Set a long random text, the same on every member, or remove the property: without a secret the"
							+ " cluster stays on this host.");
		}
		if (!value.equals(value.strip()) || value.codePoints().anyMatch(Character::isISOControl)) {
			throw new InvalidConfigurationException(property,
					"it begins or ends with white space, or has control characters (a line break at the end of a file, perhaps)",
					"Remove them, so that every member derives the same key.");
		}
		if (value.contains("${")) {
			throw new InvalidConfigurationException(property, "it holds a placeholder that was not resolved",
					"Define what the placeholder names, for example as an environment variable.");
		}
	}

	static void range(String property, int value, int min, int max) {
		if (value < min || value > max) {
			throw new InvalidConfigurationException(property, value + " is not between " + min + " and " + max,
					"Choose a value from " + min + " to " + max + ".");
		}
	}

	static void wholeSeconds(String property, Duration value) {
		if (value.compareTo(Duration.ofSeconds(1)) < 0 || value.toMillis() % 1000 != 0) {
			throw new InvalidConfigurationException(property, value + " is not a whole number of seconds",
					"Hazelcast counts heartbeats in seconds: set 1s or more.");
		}
	}

	private static String printable(String value) {
		return value.replaceAll("\\p{Cntrl}", "?");
	}

}
