package io.foundation.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.foundation.test.NodeCommand;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeProcess;
import org.awaitility.Awaitility;

import org.springframework.util.FileSystemUtils;

/**
 * The processes and files of a run, which are gone when it is closed or when this JVM
 * ends.
 */
final class Workspace implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(200);

	// Where the JVM puts the socket on which it answers jcmd, whatever java.io.tmpdir is.
	private static final Path ATTACH_SOCKETS = Path.of("/tmp");

	private final NodeGroup nodes = new NodeGroup();

	private final Path temporary;

	private final Path logs;

	// Guarded by this.
	private boolean closed;

	private Workspace(Path temporary, Path logs) {
		this.temporary = temporary;
		this.logs = logs;
	}

	/**
	 * Opens a workspace.
	 * @param logs where to leave the nodes' logs; they go with the workspace if empty
	 */
	static Workspace open(Optional<Path> logs) {
		try {
			Path temporary = Files.createTempDirectory("foundation-benchmark-");
			Workspace workspace = new Workspace(temporary, logs.orElse(temporary.resolve("logs")));
			Runtime.getRuntime().addShutdownHook(new Thread(workspace::close, "foundation-benchmark-shutdown"));
			return workspace;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A name that no other cluster on this machine has.
	 */
	static String uniqueName(String topic) {
		return "bench-" + topic + "-" + Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
	}

	/**
	 * Starts a node whose files stay within this workspace.
	 */
	synchronized NodeProcess start(NodeCommand.Builder command) {
		if (this.closed) {
			throw new MeasurementFailedException("Stopped");
		}
		return this.nodes.start(command.logDirectory(this.logs)
			// The file with performance counters survives a kill.
			.jvmOptions("-Djava.io.tmpdir=" + this.temporary, "-XX:-UsePerfData")
			.build());
	}

	/**
	 * A file that goes with this workspace.
	 */
	Path file(String name) {
		return this.temporary.resolve(name);
	}

	NodeGroup nodes() {
		return this.nodes;
	}

	/**
	 * Lets time pass.
	 * @throws MeasurementFailedException if a node ends meanwhile
	 */
	void pass(Duration time) {
		long start = System.nanoTime();
		Awaitility.await().forever().pollInterval(POLL).until(() -> {
			requireAlive();
			return System.nanoTime() - start >= time.toNanos();
		});
	}

	/**
	 * Makes sure that no node has ended.
	 * @throws MeasurementFailedException if one has, with its log
	 */
	void requireAlive() {
		for (NodeProcess node : this.nodes.nodes()) {
			if (!node.isAlive()) {
				throw new MeasurementFailedException(node + " has ended\n" + node.log().tail());
			}
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		this.nodes.close();
		try {
			for (NodeProcess node : this.nodes.nodes()) {
				Files.deleteIfExists(ATTACH_SOCKETS.resolve(".java_pid" + node.pid()));
			}
			FileSystemUtils.deleteRecursively(this.temporary);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
