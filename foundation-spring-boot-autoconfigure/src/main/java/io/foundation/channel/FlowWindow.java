package io.foundation.channel;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes may be on their way to a receiver, so that they fill the link and yet
 * queue for no longer than {@link #TARGET} on the way: delay-based congestion control
 * after LEDBAT (RFC 6817), with the round trip as its measure, multiplicative decrease
 * and periodic slow-downs as in LEDBAT++ (draft-irtf-iccrg-ledbat-plus-plus).
 * <p>
 * With q the queueing delay, the least of the last four round trips less the base, which
 * is the least of the last {@link #BASE_MEMORY} seconds, the window W changes in each
 * round trip by:
 * <ul>
 * <li>W, in slow start, until q exceeds half the target;</li>
 * <li>{@link #STEP} bytes for each {@link #STEP_TIME} of the base, and at least once, but
 * at most W / 8 or half a step, while q is below the target;</li>
 * <li>-W (q / target - 1) above it, but at most -W / 2; and where the base is longer than
 * {@link #STEP_TIME}, so many times less;</li>
 * <li>-W / 2 after a loss; to the minimum after {@link #PATIENCE} without an answer.</li>
 * </ul>
 * Now and then it falls to the minimum for two round trips, so that the queue empties,
 * everybody measures the true base, and who came later gets an equal share; then it
 * starts slowly up to where it was. Such a slow-down takes about a fortieth of the time.
 * <p>
 * Not thread-safe; times in nanoseconds.
 */
final class FlowWindow {

	/** The queueing delay to keep to. */
	static final long TARGET = TimeUnit.MICROSECONDS.toNanos(2500);

	/** The least that is on its way, so that there is something to measure. */
	static final double MIN_WINDOW = 16 * 1024;

	static final double STEP = 16 * 1024;

	static final long STEP_TIME = TimeUnit.MILLISECONDS.toNanos(5);

	/**
	 * A batch is to take no longer than this on the link: what is urgent waits for it.
	 */
	static final long BATCH_TIME = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int BATCHES_IN_WINDOW = 4;

	/** Without an answer for so long, everything is taken for lost. */
	static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	static final long BASE_MEMORY = TimeUnit.SECONDS.toNanos(20);

	private static final int FILTER = 4;

	/** The time from one slow-down to the next, in durations of a slow-down. */
	private static final int SLOW_DOWN_EVERY = 40;

	private static final long MIN_BETWEEN_SLOW_DOWNS = TimeUnit.MILLISECONDS.toNanos(500);

	private static final int SLOW_DOWN_ROUND_TRIPS = 2;

	private final double maxWindow;

	private final long[] recent = new long[FILTER];

	private int samples;

	/**
	 * The least round trips of this half of the base's memory, and of the half before.
	 */
	private long base = Long.MAX_VALUE;

	private long earlierBase = Long.MAX_VALUE;

	private long halfUntil;

	private double window = MIN_WINDOW;

	private double threshold;

	private Phase phase = Phase.SLOW_START;

	/** Whether the slow start under way is that of a slow-down. */
	private boolean slowingDown;

	private long slowDownAt;

	private long slowDownBegan;

	private long heldUntil;

	private long reducedAt = Long.MIN_VALUE;

	/**
	 * Creates a window.
	 * @param maxWindow how large it may become
	 */
	FlowWindow(long maxWindow) {
		this.maxWindow = maxWindow;
		this.threshold = maxWindow;
	}

	/** How many bytes may be on their way. */
	long bytes() {
		return (long) ((this.phase == Phase.HELD) ? MIN_WINDOW : this.window);
	}

	/** How many bytes may be sent at once. */
	long batch() {
		long roundTrip = Math.max(1, leastRecent());
		return (long) Math.min(this.window / BATCHES_IN_WINDOW, this.window * BATCH_TIME / roundTrip);
	}

	/**
	 * Bytes were acknowledged.
	 * @param bytes how many
	 * @param roundTrip how long that took, for the last of them
	 * @param now the time
	 */
	void acknowledged(long bytes, long roundTrip, long now) {
		measure(roundTrip, now);
		long queueing = leastRecent() - base();
		if (this.phase == Phase.HELD && now - this.heldUntil >= 0) {
			this.phase = Phase.SLOW_START;
			this.window = MIN_WINDOW;
		}
		if (this.phase == Phase.SLOW_START) {
			startSlowly(bytes, queueing, now);
		}
		else if (this.phase == Phase.STEADY) {
			adjust(bytes, queueing, now);
		}
	}

	private long base() {
		return Math.min(this.base, this.earlierBase);
	}

	private void measure(long roundTrip, long now) {
		if (this.samples == 0 || now - this.halfUntil >= 0) {
			this.earlierBase = this.base;
			this.base = Long.MAX_VALUE;
			this.halfUntil = now + BASE_MEMORY / 2;
		}
		this.base = Math.min(this.base, roundTrip);
		this.recent[this.samples++ % FILTER] = roundTrip;
	}

	private long leastRecent() {
		return Arrays.stream(this.recent).limit(Math.min(this.samples, FILTER)).min().orElse(0);
	}

	private void startSlowly(long bytes, long queueing, long now) {
		if (queueing > TARGET / 2 || this.window >= this.threshold) {
			this.phase = Phase.STEADY;
			planSlowDown(now);
		}
		else {
			resize(this.window + bytes);
		}
	}

	private void adjust(long bytes, long queueing, long now) {
		double share = Math.min(1, bytes / this.window);
		if (queueing <= TARGET) {
			resize(this.window + share * step());
		}
		else {
			resize(this.window - share * this.window * excess(queueing));
		}
		if (now - this.slowDownAt >= 0) {
			this.threshold = this.window;
			this.phase = Phase.HELD;
			this.slowDownBegan = now;
			this.slowingDown = true;
			this.heldUntil = now + SLOW_DOWN_ROUND_TRIPS * leastRecent();
		}
	}

	private double excess(long queueing) {
		double part = Math.min(1, (double) STEP_TIME / base());
		return Math.min(0.5, part * ((double) queueing / TARGET - 1));
	}

	private double step() {
		return Math.min(Math.max(STEP / 2, this.window / 8), STEP * Math.max(1, (double) base() / STEP_TIME));
	}

	private void planSlowDown(long now) {
		long took = this.slowingDown ? now - this.slowDownBegan : 0;
		this.slowingDown = false;
		this.slowDownAt = now + Math.max(MIN_BETWEEN_SLOW_DOWNS, SLOW_DOWN_EVERY * took);
	}

	/**
	 * Something was lost; counts once for each round trip.
	 */
	void lost(long now) {
		if (this.reducedAt == Long.MIN_VALUE || now - this.reducedAt > Math.max(leastRecent(), TARGET)) {
			this.reducedAt = now;
			this.phase = Phase.STEADY;
			planSlowDown(now);
			resize(this.window / 2);
		}
	}

	/**
	 * Nothing was heard for {@link #PATIENCE}.
	 */
	void timedOut() {
		this.threshold = Math.max(MIN_WINDOW, this.window / 2);
		this.window = MIN_WINDOW;
		this.phase = Phase.SLOW_START;
	}

	private void resize(double bytes) {
		this.window = Math.max(MIN_WINDOW, Math.min(this.maxWindow, bytes));
	}

	private enum Phase {

		SLOW_START, STEADY, HELD

	}

}
