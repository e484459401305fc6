package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of a node wrote to its standard output and error. Read anew at each call;
 * a line that is being written may be seen in part.
 *
 * @param file the file
 */
public record NodeLog(Path file) {

	private static final Pattern TIMESTAMP = Pattern
		.compile("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+(?:Z|[+-]\\d\\d:\\d\\d))\\s");

	private static final Pattern PROBLEM = Pattern.compile("^\\S+\\s+(WARN|ERROR)\\s|^Exception in thread|^\tat ");

	private static final int TAIL = 60;

	/**
	 * All lines.
	 * @return the lines, oldest first
	 */
	public List<String> lines() {
		try {
			return new String(Files.readAllBytes(this.file), StandardCharsets.UTF_8).lines().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Lines in which a pattern is found.
	 * @param regex the pattern
	 * @return the lines, oldest first
	 */
	public List<String> linesWith(String regex) {
		Pattern pattern = Pattern.compile(regex);
		return lines().stream().filter((line) -> pattern.matcher(line).find()).toList();
	}

	/**
	 * Lines at level WARN or ERROR in Spring Boot's default layout, and stack traces.
	 * @return the lines, oldest first
	 */
	public List<String> problems() {
		return lines().stream().filter((line) -> PROBLEM.matcher(line).find()).toList();
	}

	/**
	 * When the first line in which a pattern is found was written.
	 * @param regex the pattern
	 * @return the time in front of the line; empty if there is no such line, or no time
	 * in front of it
	 */
	public Optional<Instant> timeOf(String regex) {
		return linesWith(regex).stream().flatMap((line) -> timeIn(line).stream()).findFirst();
	}

	/**
	 * The time in front of a line in Spring Boot's default layout.
	 * @param line the line
	 * @return the time, to the millisecond; empty if there is none
	 */
	public static Optional<Instant> timeIn(String line) {
		Matcher matcher = TIMESTAMP.matcher(line);
		return matcher.find() ? Optional.of(OffsetDateTime.parse(matcher.group(1)).toInstant()) : Optional.empty();
	}

	/**
	 * The last lines, for messages.
	 * @return the lines, and where the rest is
	 */
	public String tail() {
		List<String> lines = lines();
		List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL), lines.size());
		return "--- " + this.file.toAbsolutePath() + " (last " + tail.size() + " of " + lines.size() + " lines)\n"
				+ String.join("\n", tail);
	}

}
