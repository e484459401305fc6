package io.foundation.test;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * An application to make clusters of. With the property {@code test.fail} it does not
 * start.
 */
@SpringBootApplication
class TestApplication {

	private static final Logger logger = LoggerFactory.getLogger(TestApplication.class);

	@Bean
	Counter counter(Environment environment) {
		if (environment.containsProperty("test.fail")) {
			throw new IllegalStateException("no luck today");
		}
		return new CountingCounter();
	}

	/**
	 * What tests call on a node.
	 */
	interface Counter {

		int add(int number);

		int value();

		void fail(String message) throws IOException;

		void failInPrivate();

		Object unserializable();

		void hang() throws InterruptedException;

	}

	private static final class CountingCounter implements Counter {

		private final AtomicInteger value = new AtomicInteger();

		@Override
		public int add(int number) {
			logger.info("Adding {}", number);
			return this.value.addAndGet(number);
		}

		@Override
		public int value() {
			return this.value.get();
		}

		@Override
		public void fail(String message) throws IOException {
			throw new IOException(message);
		}

		@Override
		public void failInPrivate() {
			throw new PrivateException(Thread.currentThread());
		}

		@Override
		public Object unserializable() {
			return Thread.currentThread();
		}

		@Override
		public void hang() throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

	/**
	 * An exception that cannot be serialized.
	 */
	static final class PrivateException extends RuntimeException {

		private final transient Thread thread;

		private final Object secret;

		PrivateException(Thread thread) {
			super("between us");
			this.thread = thread;
			this.secret = thread;
		}

		@Override
		public String getMessage() {
			return super.getMessage() + (this.thread == this.secret ? "" : "!");
		}

	}

}
