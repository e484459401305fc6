package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * A directory that only this user can enter, for a cluster's sockets. Its lock is held as
 * long as it is used, so that the next run can tell and remove what a crashed one left.
 */
final class ScratchDirectory implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ScratchDirectory.class);

	private static final String PREFIX = "fnd-test-";

	private static final String LOCK = "lock";

	/** The address of a Unix domain socket has about 100 bytes; a name takes some. */
	private static final int LONGEST = 60;

	// Closing another channel of a file releases this process's locks of it: never open
	// these again.
	private static final Set<Path> own = ConcurrentHashMap.newKeySet();

	private final Path path;

	private final FileChannel lock;

	private ScratchDirectory(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	static ScratchDirectory create() {
		Path parent = parent(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath());
		try {
			removeStale(parent);
			return create(parent);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path parent(Path temporary) {
		Path shorter = Path.of("/tmp");
		boolean isLong = temporary.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST;
		return (isLong && Files.isWritable(shorter)) ? shorter : temporary;
	}

	private static ScratchDirectory create(Path parent) throws IOException {
		Path path = Files.createTempDirectory(parent, PREFIX);
		own.add(path);
		FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE);
		lock.lock();
		return new ScratchDirectory(path, lock);
	}

	/**
	 * Removes the directories of runs that have ended.
	 */
	static void removeStale(Path parent) throws IOException {
		try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
			for (Path directory : directories) {
				removeIfStale(directory);
			}
		}
	}

	private static void removeIfStale(Path directory) {
		Path lock = directory.resolve(LOCK);
		if (own.contains(directory) || !Files.isWritable(lock)) {
			return;
		}
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
				FileLock held = channel.tryLock()) {
			if (held != null) {
				FileSystemUtils.deleteRecursively(directory);
			}
		}
		catch (IOException ex) {
			logger.info("Could not remove what a crashed run left in {}", directory, ex);
		}
	}

	Path path() {
		return this.path;
	}

	Path resolve(String name) {
		return this.path.resolve(name);
	}

	@Override
	public void close() {
		try (this.lock) {
			FileSystemUtils.deleteRecursively(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			own.remove(this.path);
		}
	}

}
