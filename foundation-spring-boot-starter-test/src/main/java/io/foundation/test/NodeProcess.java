package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A node of a Spring Boot application in its own JVM: an operating system process,
 * started with {@link ProcessBuilder}, that is killed when it is closed or when this JVM
 * ends.
 * <p>
 * Its port is read from its log, so start it with {@code --server.port=0}. May be used by
 * any thread.
 */
public final class NodeProcess implements AutoCloseable {

	private static final Pattern PORT = Pattern.compile("started on ports? (\\d+)");

	private static final Pattern READY = Pattern.compile("Started \\S+ in [\\d.]+ seconds");

	private static final Duration POLL = Duration.ofMillis(50);

	private static final Duration ANSWER = Duration.ofSeconds(2);

	private static final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(ANSWER)
		.build();

	private final NodeCommand command;

	private final int run;

	private final NodeLog log;

	private final Process process;

	// Whoever finds it in the log writes it; all find the same.
	private volatile int port;

	private NodeProcess(NodeCommand command, int run) {
		this.command = command;
		this.run = run;
		this.log = new NodeLog(command.logDirectory().resolve(command.name() + ((run > 1) ? "." + run : "") + ".log"));
		this.process = ChildLauncher.start(processBuilder());
	}

	/**
	 * Starts a node; does not wait until it is ready.
	 * @param command how to start it
	 * @return the node
	 * @throws UncheckedIOException if the process cannot be started
	 */
	public static NodeProcess start(NodeCommand command) {
		return new NodeProcess(command, 1);
	}

	/**
	 * Starts the node again, in a new process with a new log; kills it first if it runs.
	 * @return the new node
	 */
	public NodeProcess restart() {
		kill();
		return new NodeProcess(this.command, this.run + 1);
	}

	private ProcessBuilder processBuilder() {
		Path file = this.log.file();
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.deleteIfExists(file);
			Files.createFile(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ProcessBuilder builder = new ProcessBuilder(this.command.commandLine()).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()));
		Map<String, String> environment = builder.environment();
		environment.keySet().removeIf((name) -> name.matches("(FOUNDATION|SPRING|SERVER|MANAGEMENT|KUBERNETES)_.*"));
		environment.putAll(this.command.environment());
		return builder;
	}

	/**
	 * The node's name.
	 * @return the name
	 */
	public String name() {
		return this.command.name();
	}

	/**
	 * How it was started.
	 * @return the command
	 */
	public NodeCommand command() {
		return this.command;
	}

	/**
	 * What this run wrote.
	 * @return the log
	 */
	public NodeLog log() {
		return this.log;
	}

	/**
	 * The process.
	 * @return its id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process runs; a paused one does.
	 * @return whether it has not ended
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * The process's end, as soon as it comes.
	 */
	CompletableFuture<Process> onExit() {
		return this.process.onExit();
	}

	/**
	 * How the process ended.
	 * @return its exit code, 128 and the signal's number if a signal ended it; empty
	 * while it runs
	 */
	public OptionalInt exitCode() {
		return isAlive() ? OptionalInt.empty() : OptionalInt.of(this.process.exitValue());
	}

	/**
	 * Waits until Spring Boot says that the application has started.
	 * @param timeout how long to wait
	 * @return this node
	 * @throws NodeFailedException if it ends instead, or does not start in time
	 */
	public NodeProcess awaitReady(Duration timeout) {
		try {
			Awaitility.await().pollInterval(POLL).atMost(timeout).until(() -> isReady() || !isAlive());
		}
		catch (ConditionTimeoutException ex) {
			throw failure("did not start within " + timeout, ex);
		}
		if (!isReady()) {
			throw failure("ended with exit code " + this.process.exitValue() + " instead of starting", null);
		}
		return this;
	}

	/**
	 * Whether Spring Boot has said that the application has started.
	 * @return whether it has
	 */
	public boolean isReady() {
		return !this.log.linesWith(READY.pattern()).isEmpty();
	}

	/**
	 * Where the node's web server answers.
	 * @return the address, without a slash at its end
	 * @throws NodeFailedException if the web server has not started
	 */
	public URI url() {
		VirtualHost host = this.command.host();
		String address = (host != null) ? host.address() : "127.0.0.1";
		return URI.create("http://" + address + ":" + port());
	}

	private int port() {
		if (this.port == 0) {
			this.port = findPort();
		}
		return this.port;
	}

	private int findPort() {
		for (String line : this.log.lines()) {
			Matcher matcher = PORT.matcher(line);
			if (matcher.find()) {
				return Integer.parseInt(matcher.group(1));
			}
		}
		throw failure("has not started its web server", null);
	}

	/**
	 * Asks the node over HTTP; waits at most two seconds.
	 * @param path the path, with its leading slash
	 * @return the body
	 * @throws IOException if it does not answer, or with another status than 200
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public String get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(ANSWER).build();
		HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			throw new IOException(
					"GET %s: status %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
		}
		return response.body();
	}

	/**
	 * The cluster as this node's Actuator endpoint {@code foundation} shows it.
	 * @return the view
	 * @throws IOException if the node does not answer
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	public ClusterView cluster() throws IOException, InterruptedException {
		return ClusterView.parse(get("/actuator/foundation/cluster"));
	}

	/**
	 * Asks the process to end (SIGTERM) and waits until it has.
	 * @param timeout how long to wait
	 * @return its exit code; 143 where SIGTERM ended it
	 * @throws NodeFailedException if it does not end in time
	 */
	public int terminate(Duration timeout) {
		this.process.destroy();
		return awaitEnd(timeout);
	}

	/**
	 * Kills the process (SIGKILL) and waits until it is gone. Does nothing if it is.
	 */
	public void kill() {
		this.process.destroyForcibly();
		awaitEnd(Duration.ofSeconds(10));
	}

	private int awaitEnd(Duration timeout) {
		try {
			if (this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
				return this.process.exitValue();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure("was waited for by an interrupted thread", ex);
		}
		throw failure("did not end within " + timeout, null);
	}

	/**
	 * Stops the process where it is (SIGSTOP), as a long pause of the garbage collector
	 * would.
	 */
	public void pause() {
		signal("STOP");
	}

	/**
	 * Lets a paused process go on (SIGCONT).
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String signal) {
		Tool.run("kill", "-" + signal, Long.toString(pid()));
	}

	/**
	 * Kills the process.
	 */
	@Override
	public void close() {
		kill();
	}

	NodeFailedException failure(String what, @Nullable Throwable cause) {
		return new NodeFailedException("Node " + name() + " " + what + "\n" + this.log.tail(), cause);
	}

	@Override
	public String toString() {
		return "node " + name() + " (pid " + pid() + ")";
	}

}
