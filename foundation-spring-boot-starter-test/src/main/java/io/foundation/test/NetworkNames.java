package io.foundation.test;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of interfaces and namespaces, which say by whom they were made:
 * {@code fnd-<process id>-<number>}, in base 36 because an interface's name has at most
 * 15 characters.
 */
final class NetworkNames {

	private static final Logger logger = LoggerFactory.getLogger(NetworkNames.class);

	private static final Pattern NAME = Pattern.compile("fnd-([0-9a-z]+)-\\S*");

	private NetworkNames() {
	}

	static String name(int number) {
		return nameOf(ProcessHandle.current().pid(), number);
	}

	static String nameOf(long pid, int number) {
		return "fnd-" + Long.toString(pid, Character.MAX_RADIX) + "-" + Integer.toString(number, Character.MAX_RADIX);
	}

	/**
	 * Removes what runs left behind whose process is gone. Links go first: with their
	 * namespace they would go too, but some time later.
	 */
	static void removeStale() {
		Tool.run("ip", "-o", "link", "show")
			.lines()
			.flatMap(NetworkNames::linkName)
			.filter(NetworkNames::isStale)
			.forEach((link) -> tryTo(() -> Tool.run("ip", "link", "delete", link)));
		Tool.run("ip", "netns", "list")
			.lines()
			.map((line) -> line.split(" ", 2)[0])
			.filter(NetworkNames::isStale)
			.forEach((namespace) -> tryTo(() -> removeNamespace(namespace)));
	}

	private static void tryTo(Runnable removal) {
		try {
			removal.run();
		}
		catch (IllegalStateException ex) {
			// Most likely another run that starts now was faster; this one uses other
			// names.
			logger.info("Could not remove what a crashed run left: {}", ex.getMessage());
		}
	}

	private static Stream<String> linkName(String line) {
		String[] fields = line.split(": ", 3);
		return (fields.length == 3) ? Stream.of(fields[1].split("@", 2)[0]) : Stream.empty();
	}

	private static boolean isStale(String name) {
		return pid(name).filter(Predicate.not((pid) -> ProcessHandle.of(pid).isPresent())).isPresent();
	}

	private static Optional<Long> pid(String name) {
		Matcher matcher = NAME.matcher(name);
		return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1), Character.MAX_RADIX))
				: Optional.empty();
	}

	/**
	 * Kills what runs in a namespace and removes it.
	 * @param namespace the namespace
	 */
	static void removeNamespace(String namespace) {
		Tool.run("ip", "netns", "pids", namespace)
			.lines()
			.map(Long::parseLong)
			.forEach((pid) -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
		Tool.run("ip", "netns", "delete", namespace);
	}

}
