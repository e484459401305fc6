package io.foundation.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for how a {@link Cluster} starts, and for what is left of it.
 */
class ClusterStartIT {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	@TempDir
	private Path logs;

	@ParameterizedTest
	@EnumSource
	void failedStartShowsTheLogAndLeavesNothing(ClusterTest.Mode mode) throws IOException {
		List<Path> before = scratchDirectories();
		ClusterBuilder cluster = Cluster.of(TestApplication.class)
			.nodes(2)
			.mode(mode)
			.properties("test.fail=true")
			.logDirectory(this.logs);
		assertThatExceptionOfType(NodeFailedException.class).isThrownBy(cluster::start)
			.withMessageMatching("(?s)Node node-\\d did not start: .*Application run failed.*")
			.havingRootCause()
			.withMessage("no luck today");
		assertThat(scratchDirectories()).isEqualTo(before);
		assertThat(children()).isEmpty();
	}

	@Test
	void closeLeavesNothing() throws IOException {
		List<Path> before = scratchDirectories();
		try (Cluster cluster = Cluster.of(TestApplication.class)
			.nodes(1)
			.mode(ClusterTest.Mode.PROCESS)
			.logDirectory(this.logs)
			.start()) {
			assertThat(children()).hasSize(1);
			assertThat(scratchDirectories()).hasSize(before.size() + 1);
			cluster.node(1).pause();
		}
		assertThat(children()).isEmpty();
		assertThat(scratchDirectories()).isEqualTo(before);
		assertThat(this.logs.resolve("node-1.log")).isNotEmptyFile();
	}

	@Test
	void nodesDoNotOutliveTheTestsJvmAndTheNextRunCleansUp() throws IOException {
		NodeCommand command = NodeCommand.mainClass("test", CrashingTest.class.getName(), PlainNode.classPath())
			.jvmOptions("-Xmx64m", "-XX:TieredStopAtLevel=1")
			.arguments(this.logs.toString())
			.logDirectory(this.logs)
			.build();
		try (NodeProcess test = NodeProcess.start(command)) {
			test.awaitReady(PATIENCE);
			ProcessHandle node = PlainNode.childOf(test);
			Path left = Path.of(test.log().linesWith("^scratch ").get(0).substring("scratch ".length()));
			ScratchDirectory.removeStale(left.getParent());
			assertThat(left).as("in use").exists();
			test.kill();
			Awaitility.await().atMost(PATIENCE).until(() -> !node.isAlive());
			ScratchDirectory.removeStale(left.getParent());
			assertThat(left).doesNotExist();
		}
	}

	@Test
	void nodeEndsWithItsConnection() throws Exception {
		try (ScratchDirectory scratch = ScratchDirectory.create()) {
			Path socket = scratch.resolve("node");
			byte[] launch = Serialized
				.write(new NodeMain.Launch(TestApplication.class.getName(), List.of("--foundation.enabled=false")));
			NodeConnection connection = NodeConnection.listen("node", socket, launch);
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx64m", "-cp", System.getProperty("java.class.path"), NodeMain.class.getName(),
					socket.toString())
				.redirectErrorStream(true)
				.redirectOutput(this.logs.resolve("node.log").toFile())
				.start();
			try {
				Awaitility.await().atMost(PATIENCE).until(connection.launched()::isDone);
				assertThat(connection.launched().join().isFailure()).isFalse();
				connection.close();
				Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
				assertThat(process.exitValue()).isEqualTo(70);
			}
			finally {
				process.destroyForcibly();
			}
		}
	}

	private static List<Path> scratchDirectories() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("fnd-test-")).sorted().toList();
		}
	}

	private static List<ProcessHandle> children() {
		return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
	}

	/**
	 * A test's JVM that is killed while its cluster runs.
	 */
	static final class CrashingTest {

		private CrashingTest() {
		}

		public static void main(String[] args) {
			Cluster cluster = Cluster.of(TestApplication.class)
				.nodes(1)
				.mode(ClusterTest.Mode.PROCESS)
				.logDirectory(Path.of(args[0]))
				.start();
			String[] started = cluster.node(1)
				.call((context) -> ProcessHandle.current().info().arguments().orElseThrow());
			long pid = cluster.node(1).call((context) -> ProcessHandle.current().pid());
			System.out.append("scratch " + Path.of(started[started.length - 1]).getParent() + "\n");
			System.out.append("child " + pid + "\n").append("Started CrashingTest in 0.1 seconds\n").flush();
			Awaitility.await().forever().until(() -> !cluster.node(1).isRunning());
		}

	}

}
