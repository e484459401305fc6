package io.foundation.test;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Node} runs in: a process, or a part of this JVM. Called by one thread at
 * a time, except for {@link #call}, {@link #isRunning} and {@link #log}.
 */
interface NodeRuntime {

	/**
	 * Starts the application and waits until it has started.
	 * @throws NodeFailedException if it does not start in time
	 */
	void start(Map<String, String> properties, Duration limit);

	/**
	 * Stops the application as its operator would, and waits until it is gone.
	 */
	void stop(Duration limit);

	void kill();

	void pause();

	void resume();

	boolean isRunning();

	/**
	 * Runs a call there.
	 * @throws NodeCallException if there is no outcome that can be shown here
	 * @throws Throwable what the call throws there
	 */
	<T extends @Nullable Object> T call(RemoteCall<T> call, Duration limit) throws Throwable;

	NodeLog log();

	/**
	 * Ends what still runs, as fast as it can.
	 */
	void close();

}
