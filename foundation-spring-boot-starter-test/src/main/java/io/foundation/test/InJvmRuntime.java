package io.foundation.test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node as an application context in this JVM. Its threads are in a thread group of its
 * own, by which its output is told from that of others.
 */
final class InJvmRuntime implements NodeRuntime {

	/** What an application does to the JVM until then, to logging above all. */
	private static final ReentrantLock preparing = new ReentrantLock();

	private static final Duration STOP = Duration.ofSeconds(30);

	private final String name;

	private final Class<?> application;

	private final NodeLog log;

	private final ThreadGroup group;

	private final ExecutorService threads;

	private volatile @Nullable ConfigurableApplicationContext context;

	InJvmRuntime(String name, Class<?> application, Path logDirectory) {
		this.name = name;
		this.application = application;
		this.log = new NodeLog(logDirectory.resolve(name + ".log"));
		this.group = new ThreadGroup("foundation-" + name);
		this.threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(this.group, task, "foundation-" + name);
			thread.setDaemon(true);
			return thread;
		});
	}

	@Override
	public void start(Map<String, String> properties, Duration limit) {
		NodeOutput.route(this.group, this.log.file());
		try {
			await(() -> run(Node.arguments(properties).toArray(String[]::new)), limit);
		}
		catch (TimeoutException ex) {
			throw failure("did not start within " + limit, ex);
		}
		catch (Throwable ex) {
			throw failure("did not start: " + ex, ex);
		}
	}

	private @Nullable Object run(String[] arguments) {
		SpringApplication starting = NodeMain.application(this.application);
		starting.addListeners((ApplicationListener<ApplicationContextInitializedEvent>) (event) -> prepared());
		preparing.lock();
		try {
			this.context = starting.run(arguments);
		}
		finally {
			prepared();
		}
		return null;
	}

	private static void prepared() {
		if (preparing.isHeldByCurrentThread()) {
			preparing.unlock();
		}
	}

	@Override
	public void stop(Duration limit) {
		try {
			await(() -> {
				close(this.context);
				return null;
			}, limit);
		}
		catch (TimeoutException ex) {
			throw failure("did not stop within " + limit, ex);
		}
		catch (Throwable ex) {
			throw failure("did not stop: " + ex, ex);
		}
	}

	private static void close(@Nullable ConfigurableApplicationContext context) {
		if (context != null) {
			context.close();
		}
	}

	@Override
	public void kill() {
		throw unsupported("be killed");
	}

	@Override
	public void pause() {
		throw unsupported("be paused");
	}

	@Override
	public void resume() {
		throw unsupported("be resumed");
	}

	private UnsupportedOperationException unsupported(String what) {
		return new UnsupportedOperationException(
				"Node " + this.name + " runs in the test's JVM and cannot " + what + ": use mode = PROCESS");
	}

	@Override
	public boolean isRunning() {
		ConfigurableApplicationContext current = this.context;
		return current != null && current.isActive();
	}

	@Override
	public <T extends @Nullable Object> T call(RemoteCall<T> call, Duration limit) throws Throwable {
		ConfigurableApplicationContext current = this.context;
		if (current == null || !current.isActive()) {
			throw new NodeCallException("Node " + this.name + " does not run", null);
		}
		try {
			return await(() -> call.call(current), limit);
		}
		catch (TimeoutException ex) {
			throw new NodeCallException("Node " + this.name + " did not answer within " + limit, ex);
		}
		catch (Throwable ex) {
			throw CallTrace.append(ex, this.name);
		}
	}

	private <T extends @Nullable Object> T await(Callable<T> work, Duration limit) throws Throwable {
		Future<T> result = this.threads.submit(work);
		try {
			return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			throw ex.getCause();
		}
		catch (TimeoutException ex) {
			result.cancel(true);
			throw ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NodeCallException("Interrupted while waiting for " + this.name, ex);
		}
	}

	@Override
	public NodeLog log() {
		return this.log;
	}

	@Override
	public void close() {
		try {
			stop(STOP);
		}
		finally {
			this.threads.shutdown();
			NodeOutput.unroute(this.group);
		}
	}

	private NodeFailedException failure(String what, @Nullable Throwable cause) {
		return new NodeFailedException("Node " + this.name + " " + what + "\n" + this.log.tail(), cause);
	}

}
