package io.foundation.sample.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The JDKs on this machine: those in {@code FOUNDATION_IT_JDKS} (directories, separated
 * as in a path), else those in {@code /usr/lib/jvm} and in {@code JAVA_HOME_*}.
 */
final class Jdks {

	private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

	private Jdks() {
	}

	static Jdk own() {
		return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version().feature());
	}

	static Optional<Jdk> newest() {
		return homes().flatMap((home) -> read(home).stream()).max(Comparator.comparingInt(Jdk::version));
	}

	private static Stream<Path> homes() {
		String configured = System.getenv("FOUNDATION_IT_JDKS");
		if (configured != null) {
			return Stream.of(configured.split(File.pathSeparator)).map(Path::of);
		}
		Stream<Path> variables = System.getenv()
			.entrySet()
			.stream()
			.filter((variable) -> variable.getKey().startsWith("JAVA_HOME_"))
			.map((variable) -> Path.of(variable.getValue()));
		return Stream.concat(variables, installed());
	}

	private static Stream<Path> installed() {
		Path directory = Path.of("/usr/lib/jvm");
		if (!Files.isDirectory(directory)) {
			return Stream.empty();
		}
		try (Stream<Path> homes = Files.list(directory)) {
			return homes.toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Jdk> read(Path home) {
		Path release = home.resolve("release");
		if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin").resolve("java"))) {
			return Optional.empty();
		}
		try {
			Matcher matcher = VERSION.matcher(Files.readString(release));
			return matcher.find() ? Optional.of(new Jdk(home, Integer.parseInt(matcher.group(1)))) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A JDK.
	 *
	 * @param home its directory
	 * @param version its feature version
	 */
	record Jdk(Path home, int version) {

	}

}
