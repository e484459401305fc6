package io.foundation.discovery;

import java.util.concurrent.ThreadFactory;

/**
 * Named threads that never keep a Java process alive.
 */
final class DaemonThreads {

	private DaemonThreads() {
	}

	static Thread thread(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	static ThreadFactory named(String name) {
		return (task) -> thread(name, task);
	}

}
