package io.foundation.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The options behind a scenario's name: pairs of a name and a value.
 */
final class Options {

	private static final String PREFIX = "--";

	private static final Pattern HEAP = Pattern.compile("[1-9]\\d*[kmgKMG]");

	private final Map<String, String> values;

	private Options(Map<String, String> values) {
		this.values = values;
	}

	/**
	 * Reads options.
	 * @param arguments the part of the command line behind the scenario's name
	 * @param known the names that the scenario knows, without dashes
	 * @throws UsageException if a name is unknown, given twice, or has no value
	 */
	static Options parse(List<String> arguments, Set<String> known) {
		Map<String, String> values = new HashMap<>();
		for (Iterator<String> rest = arguments.iterator(); rest.hasNext();) {
			String name = name(rest.next(), known);
			if (!rest.hasNext()) {
				throw new UsageException(PREFIX + name + " needs a value");
			}
			if (values.put(name, rest.next()) != null) {
				throw new UsageException(PREFIX + name + " is given twice");
			}
		}
		return new Options(values);
	}

	private static String name(String argument, Set<String> known) {
		String name = argument.startsWith(PREFIX) ? argument.substring(PREFIX.length()) : "";
		if (!known.contains(name)) {
			throw new UsageException("Unknown option " + argument);
		}
		return name;
	}

	/**
	 * A number that has no default.
	 */
	int required(String name, int least) {
		String value = this.values.get(name);
		if (value == null) {
			throw new UsageException(PREFIX + name + " is missing");
		}
		return number(name, value, least);
	}

	int number(String name, int byDefault, int least) {
		String value = this.values.get(name);
		return (value != null) ? number(name, value, least) : byDefault;
	}

	private static int number(String name, String value, int least) {
		try {
			int number = Integer.parseInt(value);
			if (number >= least) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Told below, as a number that is too small is.
		}
		throw new UsageException(PREFIX + name + " must be a whole number from " + least + " on, not " + value);
	}

	Duration seconds(String name, int byDefault, int least) {
		return Duration.ofSeconds(number(name, byDefault, least));
	}

	boolean yes(String name, boolean byDefault) {
		String value = this.values.getOrDefault(name, byDefault ? "yes" : "no");
		if (!value.equals("yes") && !value.equals("no")) {
			throw new UsageException(PREFIX + name + " must be yes or no, not " + value);
		}
		return value.equals("yes");
	}

	String heap(String byDefault) {
		String value = this.values.getOrDefault("heap", byDefault);
		if (!HEAP.matcher(value).matches()) {
			throw new UsageException("--heap must be a size such as 128m, not " + value);
		}
		return value;
	}

	Optional<Path> directory(String name) {
		return Optional.ofNullable(this.values.get(name)).map(Path::of);
	}

}
