package io.foundation.channel;

import java.util.concurrent.ThreadFactory;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.util.CustomizableThreadCreator;

/**
 * Threads named after their channel: virtual ones where Boot has them switched on.
 */
final class ChannelThreads {

	private ChannelThreads() {
	}

	static ThreadFactory factory(String prefix, boolean virtual) {
		if (virtual) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(prefix + "-");
			executor.setVirtualThreads(true);
			return (task) -> new Thread(() -> executor.execute(task), prefix + "-starter");
		}
		CustomizableThreadCreator creator = new CustomizableThreadCreator(prefix + "-");
		creator.setDaemon(true);
		return creator::createThread;
	}

}
