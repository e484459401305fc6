package io.foundation.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the build has put what nodes run on.
 *
 * @param root the directory of the repository
 */
record Build(Path root) {

	/**
	 * The build from which this program was started; {@code run} says where it is.
	 */
	static Build current() {
		return new Build(Path.of(System.getProperty("foundation.root", ".")).toAbsolutePath().normalize());
	}

	/**
	 * This module, the starter, and no library of the driver's.
	 */
	List<Path> nodeClassPath() {
		Path target = this.root.resolve("foundation-benchmarks").resolve("target");
		List<Path> classPath = new ArrayList<>(List.of(existing(target.resolve("foundation-benchmarks.jar"))));
		Arrays.stream(read(target.resolve("node.classpath")).split(File.pathSeparator))
			.map(Path::of)
			.forEach(classPath::add);
		return classPath;
	}

	Path sampleJar() {
		return existing(this.root.resolve("sample-app").resolve("target").resolve("sample-app.jar"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(existing(file)).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path existing(Path file) {
		if (!Files.exists(file)) {
			throw new MeasurementFailedException(file + " is missing; foundation-benchmarks/run builds it");
		}
		return file;
	}

}
