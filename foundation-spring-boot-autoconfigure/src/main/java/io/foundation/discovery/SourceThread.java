package io.foundation.discovery;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.foundation.cluster.PeerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a source: takes one task at a time, and survives a task that fails. Once
 * it is ending it takes no more, without a word: callers need not know whether their
 * source was stopped meanwhile.
 */
final class SourceThread {

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final ScheduledThreadPoolExecutor executor;

	private final String name;

	SourceThread(String name) {
		this.name = name;
		this.executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(name),
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	void now(Runnable task) {
		this.executor.execute(guarded(task));
	}

	void after(Duration delay, Runnable task) {
		Future<?> unused = this.executor.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Runs a task now, and again each time so long after its end.
	 */
	void repeatedly(Duration pause, Runnable task) {
		Future<?> unused = this.executor.scheduleWithFixedDelay(guarded(task), 0, pause.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	/**
	 * Ends after what is running and this last task. What is scheduled is forgotten.
	 */
	void endAfter(Runnable last) {
		now(last);
		this.executor.shutdown();
	}

	/**
	 * Ends, and interrupts what is running.
	 */
	void end() {
		this.executor.shutdownNow();
	}

	boolean ending() {
		return this.executor.isShutdown();
	}

	private Runnable guarded(Runnable task) {
		return () -> {
			try {
				task.run();
			}
			catch (RuntimeException ex) {
				log.warn("A task of {} failed; going on with the next", this.name, ex);
			}
		};
	}

}
