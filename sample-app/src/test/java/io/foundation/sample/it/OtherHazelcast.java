package io.foundation.sample.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The sample as an application has it whose build brings another version of Hazelcast.
 */
final class OtherHazelcast {

	private static final Path DIRECTORY = Path.of("target", "other-hazelcast").toAbsolutePath();

	/** Copied there by the build. */
	static final Path JAR = find();

	private static final String LIBRARIES = "BOOT-INF/lib/";

	private static final String CLASSES = "BOOT-INF/classes/";

	private OtherHazelcast() {
	}

	static boolean isTheSamplesOwn() throws IOException {
		try (JarFile sample = new JarFile(Sample.JAR.toFile())) {
			return sample.getEntry(LIBRARIES + JAR.getFileName()) != null;
		}
	}

	/**
	 * Unpacks the sample and puts the other Hazelcast in its own one's place.
	 */
	static List<Path> classPath() throws IOException {
		Path unpacked = DIRECTORY.resolve("sample");
		List<Path> classPath = new ArrayList<>(List.of(unpacked.resolve(CLASSES), JAR));
		try (JarFile sample = new JarFile(Sample.JAR.toFile())) {
			for (Enumeration<JarEntry> entries = sample.entries(); entries.hasMoreElements();) {
				JarEntry entry = entries.nextElement();
				if (!entry.isDirectory() && isWanted(entry.getName())) {
					Path file = unpack(sample, entry, unpacked);
					if (entry.getName().startsWith(LIBRARIES)) {
						classPath.add(file);
					}
				}
			}
		}
		return classPath;
	}

	private static boolean isWanted(String name) {
		return name.startsWith(CLASSES)
				|| (name.startsWith(LIBRARIES) && !name.matches(LIBRARIES + "hazelcast-\\d.*\\.jar"));
	}

	private static Path unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
		Path file = target.resolve(entry.getName()).normalize();
		Files.createDirectories(file.getParent());
		try (InputStream content = jar.getInputStream(entry)) {
			Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
		}
		return file;
	}

	private static Path find() {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.filter((file) -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The build copies another Hazelcast to " + DIRECTORY, ex);
		}
	}

}
