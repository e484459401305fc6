package io.foundation.benchmark;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.foundation.test.NodeLog;

/**
 * What a node began to see at a moment.
 *
 * @param at the moment, to the millisecond
 * @param node the node
 * @param size how many members it saw
 * @param oldest the oldest of them, which tells one cluster from another
 */
record View(Instant at, String node, int size, String oldest) {

	// With the full stop at the end: a line that is still being written has none.
	private static final Pattern SEES = Pattern.compile("Sees (\\d+) member\\(s\\), oldest (\\S+)\\.$");

	/**
	 * A node's views.
	 * @param node its name
	 * @param log the lines of its log
	 * @return the views, oldest first
	 */
	static List<View> read(String node, List<String> log) {
		return log.stream().flatMap((line) -> read(node, line).stream()).toList();
	}

	private static Optional<View> read(String node, String line) {
		Matcher matcher = SEES.matcher(line);
		return matcher.find()
				? NodeLog.timeIn(line)
					.map((at) -> new View(at, node, Integer.parseInt(matcher.group(1)), matcher.group(2)))
				: Optional.empty();
	}

}
