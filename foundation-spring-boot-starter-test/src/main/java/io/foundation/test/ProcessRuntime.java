package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A node in a process of its own.
 */
final class ProcessRuntime implements NodeRuntime {

	private static final Duration END = Duration.ofSeconds(10);

	private final NodeCommand command;

	private final String application;

	private final Path socket;

	private volatile @Nullable NodeProcess process;

	private volatile @Nullable NodeConnection connection;

	/**
	 * A node that is yet to be started.
	 * @param command how to start its process
	 * @param application the class it runs
	 * @param socket where it finds the test
	 */
	ProcessRuntime(NodeCommand command, Class<?> application, Path socket) {
		this.command = command;
		this.application = application.getName();
		this.socket = socket;
	}

	@Override
	public void start(Map<String, String> properties, Duration limit) {
		try {
			disconnect();
			NodeMain.Launch launch = new NodeMain.Launch(this.application, Node.arguments(properties));
			NodeConnection connecting = NodeConnection.listen(this.command.name(), this.socket,
					Serialized.write(launch));
			this.connection = connecting;
			NodeProcess earlier = this.process;
			NodeProcess started = (earlier != null) ? earlier.restart() : NodeProcess.start(this.command);
			this.process = started;
			awaitStarted(started, connecting.launched(), limit);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitStarted(NodeProcess started, CompletableFuture<Reply> reply, Duration limit) {
		try {
			CompletableFuture.anyOf(reply, started.onExit()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw started.failure("did not start within " + limit, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw started.failure("was waited for by an interrupted thread", ex);
		}
		catch (ExecutionException ex) {
			throw started.failure(end(started) + " instead of starting", ex.getCause());
		}
		if (!reply.isDone()) {
			throw started.failure(end(started) + " instead of starting", null);
		}
		requireSuccess(started, reply.join());
	}

	private void requireSuccess(NodeProcess started, Reply reply) {
		if (!reply.isFailure()) {
			return;
		}
		end(started);
		try {
			reply.get(this.command.name());
		}
		catch (Throwable ex) {
			throw started.failure("did not start: " + ex, ex);
		}
	}

	/**
	 * Lets the process write the end of its log.
	 */
	private static String end(NodeProcess process) {
		try {
			process.onExit().get(END.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			return "closed its connection";
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return process.exitCode().isPresent() ? "ended with exit code " + process.exitCode().getAsInt()
				: "closed its connection";
	}

	@Override
	public void stop(Duration limit) {
		process().terminate(limit);
	}

	@Override
	public void kill() {
		process().kill();
	}

	@Override
	public void pause() {
		process().pause();
	}

	@Override
	public void resume() {
		process().resume();
	}

	@Override
	public boolean isRunning() {
		NodeProcess current = this.process;
		return current != null && current.isAlive();
	}

	// NullAway does not see that the type argument is nullable.
	@Override
	@SuppressWarnings({ "unchecked", "NullAway" })
	public <T extends @Nullable Object> T call(RemoteCall<T> call, Duration limit) throws Throwable {
		NodeConnection current = this.connection;
		if (current == null) {
			throw new NodeCallException("Node " + this.command.name() + " has not been started", null);
		}
		CompletableFuture<Reply> reply = current.ask(serialized(call));
		try {
			return (T) await(reply, limit).get(this.command.name());
		}
		finally {
			current.forget(reply);
		}
	}

	private byte[] serialized(RemoteCall<?> call) {
		try {
			return Serialized.write(call);
		}
		catch (IOException ex) {
			throw new NodeCallException("A call to " + this.command.name() + " cannot be serialized: " + ex
					+ ". A lambda that uses a field or a method of the test captures the test;"
					+ " what it needs must be in serializable local variables.", ex);
		}
	}

	private Reply await(CompletableFuture<Reply> reply, Duration limit) throws Throwable {
		try {
			return reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new NodeCallException("Node " + this.command.name() + " did not answer within " + limit, ex);
		}
		catch (ExecutionException ex) {
			throw CallTrace.append((ex.getCause() != null) ? ex.getCause() : ex, this.command.name());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NodeCallException("Interrupted while calling " + this.command.name(), ex);
		}
	}

	@Override
	public NodeLog log() {
		NodeProcess current = this.process;
		return (current != null) ? current.log()
				: new NodeLog(this.command.logDirectory().resolve(this.command.name() + ".log"));
	}

	NodeProcess process() {
		NodeProcess current = this.process;
		if (current == null) {
			throw new IllegalStateException("Node " + this.command.name() + " has not been started");
		}
		return current;
	}

	@Override
	public void close() {
		if (this.process != null) {
			process().kill();
		}
		try {
			disconnect();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void disconnect() throws IOException {
		NodeConnection current = this.connection;
		if (current != null) {
			current.close();
		}
	}

}
