package io.foundation.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScratchDirectory}.
 */
class ScratchDirectoryTests {

	@TempDir
	private Path parent;

	@Test
	void isThisUsersAloneAndGoneWhenClosed() throws IOException {
		Path path;
		try (ScratchDirectory directory = ScratchDirectory.create()) {
			path = directory.path();
			Files.createFile(directory.resolve("socket"));
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).isEqualTo("rwx------");
			ScratchDirectory.removeStale(path.getParent());
			assertThat(path).as("in use").exists();
		}
		assertThat(path).doesNotExist();
	}

	@Test
	void onlyWhatNobodyHoldsIsRemoved() throws IOException {
		Path stale = Files.createDirectory(this.parent.resolve("fnd-test-stale"));
		Files.createFile(stale.resolve("lock"));
		Files.createFile(stale.resolve("node-1"));
		Path beginning = Files.createDirectory(this.parent.resolve("fnd-test-beginning"));
		Path other = Files.createDirectory(this.parent.resolve("other"));
		Files.createFile(other.resolve("lock"));
		ScratchDirectory.removeStale(this.parent);
		assertThat(stale).doesNotExist();
		assertThat(beginning).exists();
		assertThat(other).exists();
	}

}
