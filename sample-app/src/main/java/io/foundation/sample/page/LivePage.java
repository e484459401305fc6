package io.foundation.sample.page;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter.DataWithMediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open page: a queue between those who have news, who never wait, and the page's
 * connection, which may be slow. A page that falls too far behind is cut off; its browser
 * comes back and is told what it missed.
 */
class LivePage {

	private static final Logger log = LoggerFactory.getLogger(LivePage.class);

	private final BlockingQueue<Set<DataWithMediaType>> queue;

	/** Whether some thread is sending; only that thread takes from the queue. */
	private final AtomicBoolean sending = new AtomicBoolean();

	private final SseEmitter emitter;

	private final Executor senders;

	LivePage(SseEmitter emitter, Executor senders, int capacity) {
		this.emitter = emitter;
		this.senders = senders;
		this.queue = new LinkedBlockingQueue<>(capacity);
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/**
	 * Queues an event; returns at once.
	 * @param event the event
	 * @return whether there was room for it
	 */
	boolean offer(SseEventBuilder event) {
		boolean accepted = this.queue.offer(event.build());
		if (accepted && this.sending.compareAndSet(false, true)) {
			this.senders.execute(this::send);
		}
		return accepted;
	}

	/** Ends the connection; returns at once, also while it is stuck. */
	void close() {
		this.senders.execute(() -> end(this.emitter::complete));
	}

	/** The container may have ended it meanwhile, when it saw the connection break. */
	private static void end(Runnable completion) {
		try {
			completion.run();
		}
		catch (IllegalStateException ex) {
			log.debug("The container ended the page's connection before", ex);
		}
	}

	private void send() {
		try {
			do {
				sendQueued();
				this.sending.set(false);
			}
			while (!this.queue.isEmpty() && this.sending.compareAndSet(false, true));
		}
		catch (IOException | IllegalStateException ex) {
			// Left marked as sending: nothing more can reach this page.
			log.atDebug().setCause(ex).log("Page is gone");
			end(() -> this.emitter.completeWithError(ex));
		}
	}

	private void sendQueued() throws IOException {
		for (Set<DataWithMediaType> event = this.queue.poll(); event != null; event = this.queue.poll()) {
			this.emitter.send(event);
		}
	}

}
