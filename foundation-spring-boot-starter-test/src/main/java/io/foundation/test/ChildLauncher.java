package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes that do not outlive this JVM, however it ends.
 * <p>
 * On Linux {@code setpriv --pdeathsig KILL} has the kernel kill the child when its parent
 * dies, also of SIGKILL. The kernel watches the <em>thread</em> that forked, not the
 * process, so all children are forked by one thread that lives as long as the JVM. Where
 * there is no {@code setpriv}, only an orderly end of the JVM takes the children along.
 */
final class ChildLauncher {

	private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

	private static final Set<Process> children = ConcurrentHashMap.newKeySet();

	private static final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread launcher = new Thread(task, "foundation-child-launcher");
		launcher.setDaemon(true);
		return launcher;
	});

	static {
		Runtime.getRuntime()
			.addShutdownHook(
					new Thread(() -> children.forEach(Process::destroyForcibly), "foundation-child-launcher-shutdown"));
	}

	private ChildLauncher() {
	}

	static Process start(ProcessBuilder builder) {
		try {
			return CompletableFuture.supplyAsync(() -> fork(builder), thread).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof UncheckedIOException cause) ? cause : ex;
		}
	}

	private static Process fork(ProcessBuilder builder) {
		List<String> command = new ArrayList<>();
		if (Files.isExecutable(SETPRIV)) {
			command.addAll(List.of(SETPRIV.toString(), "--pdeathsig", "KILL", "--"));
		}
		command.addAll(builder.command());
		try {
			Process child = builder.command(command).start();
			children.removeIf((earlier) -> !earlier.isAlive());
			children.add(child);
			return child;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
