package io.foundation.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeLog}.
 */
class NodeLogTests {

	@TempDir
	private Path directory;

	private NodeLog log = new NodeLog(Path.of("missing"));

	@BeforeEach
	void write() throws Exception {
		Path file = this.directory.resolve("a.log");
		Files.writeString(file, """
				banner
				2026-11-23T10:00:00.250+01:00  INFO 1 --- [a] [main] A : Started A in 1.5 seconds, no WARN at all
				2026-11-23T10:00:01.000+01:00  WARN 1 --- [a] [main] A : look here
				2026-11-23T10:00:02.000Z ERROR 1 --- [a] [main] A : worse
				java.lang.IllegalStateException: why
					at io.foundation.A.main(A.java:1)
				""");
		this.log = new NodeLog(file);
	}

	@Test
	void problemsAreWarningsErrorsAndStackTraces() {
		assertThat(this.log.problems()).hasSize(3)
			.satisfiesExactly((line) -> assertThat(line).contains("look here"),
					(line) -> assertThat(line).contains("worse"), (line) -> assertThat(line).contains("A.java:1"));
	}

	@Test
	void timeIsReadFromTheLine() {
		assertThat(this.log.timeOf("Started \\S+ in")).contains(Instant.parse("2026-11-23T09:00:00.250Z"));
		assertThat(this.log.timeOf("banner")).isEmpty();
		assertThat(this.log.timeOf("nowhere")).isEmpty();
	}

}
