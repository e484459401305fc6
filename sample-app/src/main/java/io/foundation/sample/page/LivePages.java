package io.foundation.sample.page;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The open pages and the timeline they show. Every method returns at once; one lock keeps
 * both in step, so that a page that comes in misses nothing and is told nothing twice.
 * Stops before the web server, which would otherwise wait for the pages' connections.
 */
@Component
class LivePages implements SmartLifecycle {

	static final int MAX_PAGES = 32;

	/** Room for a whole timeline, and for the news of a while. */
	private static final int QUEUE_CAPACITY = Timeline.CAPACITY + 100;

	/** Bounds what a connection that nobody closes can hold; the browser comes back. */
	private static final Duration MAX_CONNECTION = Duration.ofMinutes(30);

	private static final Duration RECONNECT_AFTER = Duration.ofSeconds(1);

	/** Guards all the fields below. */
	private final Object lock = new Object();

	private final Timeline timeline;

	private final Set<LivePage> pages = new HashSet<>();

	/** Sends to the pages, one thread at most for each; present while running. */
	private @Nullable ExecutorService senders;

	LivePages(Clock clock) {
		this.timeline = new Timeline(clock);
	}

	/**
	 * Opens a page's connection: what it shows first, the timeline from where the page
	 * left off, and from then on whatever is news.
	 * @param view what the page shows first
	 * @param lastEventId the last timeline entry that the page has seen, if any
	 * @return the connection
	 */
	SseEmitter open(Supplier<ClusterView> view, @Nullable String lastEventId) {
		synchronized (this.lock) {
			LivePage page = newPage();
			this.pages.add(page);
			page.offer(clusterEvent(view.get()).reconnectTime(RECONNECT_AFTER.toMillis()));
			this.timeline.after(lastEventId).forEach((entry) -> page.offer(timelineEvent(entry)));
			return page.emitter();
		}
	}

	/**
	 * Adds to the timeline.
	 * @param kind the kind of the entry
	 * @param text what happened
	 */
	void record(String kind, String text) {
		synchronized (this.lock) {
			publish(timelineEvent(this.timeline.add(kind, text)));
		}
	}

	void show(ClusterView view) {
		synchronized (this.lock) {
			publish(clusterEvent(view));
		}
	}

	void tell(String event, Object data) {
		synchronized (this.lock) {
			publish(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
		}
	}

	int size() {
		synchronized (this.lock) {
			return this.pages.size();
		}
	}

	@Override
	public void start() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("shop-page-");
		threads.setDaemon(true);
		synchronized (this.lock) {
			this.senders = Executors.newCachedThreadPool(threads);
		}
	}

	@Override
	public void stop() {
		synchronized (this.lock) {
			this.pages.forEach(LivePage::close);
			this.pages.clear();
			if (this.senders != null) {
				this.senders.shutdown();
			}
			this.senders = null;
		}
	}

	@Override
	public boolean isRunning() {
		synchronized (this.lock) {
			return this.senders != null;
		}
	}

	private LivePage newPage() {
		if (this.senders == null) {
			throw unavailable("This node is stopping.");
		}
		if (this.pages.size() >= MAX_PAGES) {
			throw unavailable("This node already has " + MAX_PAGES + " pages open.");
		}
		SseEmitter emitter = new SseEmitter(MAX_CONNECTION.toMillis());
		LivePage page = new LivePage(emitter, this.senders, QUEUE_CAPACITY);
		emitter.onTimeout(emitter::complete);
		emitter.onError((ex) -> remove(page));
		emitter.onCompletion(() -> remove(page));
		return page;
	}

	private void publish(SseEventBuilder event) {
		for (LivePage page : List.copyOf(this.pages)) {
			if (!page.offer(event)) {
				this.pages.remove(page);
				page.close();
			}
		}
	}

	private void remove(LivePage page) {
		synchronized (this.lock) {
			this.pages.remove(page);
		}
	}

	private static SseEventBuilder clusterEvent(ClusterView view) {
		return SseEmitter.event().name("cluster").data(view, MediaType.APPLICATION_JSON);
	}

	private static SseEventBuilder timelineEvent(TimelineEntry entry) {
		return SseEmitter.event().name("timeline").id(entry.id()).data(entry, MediaType.APPLICATION_JSON);
	}

	private static ErrorResponseException unavailable(String detail) {
		ProblemDetail body = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
		return new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, body, null);
	}

}
