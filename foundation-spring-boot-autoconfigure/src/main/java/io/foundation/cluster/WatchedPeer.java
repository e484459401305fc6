package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A peer whose liveness this process watches. Used by the thread
 * {@code foundation-liveness}, except for the time of the last beat.
 */
final class WatchedPeer {

	/** The local beats of which the peer may still tell that it heard them. */
	private static final int MAX_SENT = 64;

	private final String id;

	private final InetSocketAddress address;

	private final LongSupplier nanoTime;

	private final Deque<Sent> sent = new ArrayDeque<>();

	private @Nullable WatchedLink link;

	private volatile long lastBeat;

	private volatile boolean heard;

	private long lastNumber;

	private long answeredAt = Long.MIN_VALUE;

	private long retryAt;

	private long probeUntil;

	WatchedPeer(String id, InetSocketAddress address, LongSupplier nanoTime) {
		this.id = id;
		this.address = address;
		this.nanoTime = nanoTime;
		this.retryAt = nanoTime.getAsLong();
	}

	String id() {
		return this.id;
	}

	InetSocketAddress address() {
		return this.address;
	}

	@Nullable WatchedLink link() {
		return this.link;
	}

	void link(@Nullable WatchedLink link) {
		this.link = link;
	}

	/**
	 * A beat was sent to the peer on the connection with which it watches this process.
	 */
	void sent(long number) {
		this.sent.addLast(new Sent(number, this.nanoTime.getAsLong()));
		if (this.sent.size() > MAX_SENT) {
			this.sent.removeFirst();
		}
	}

	/**
	 * The peer lives; and it heard what was sent at a known time.
	 */
	void beat(LivenessFrame.Beat beat) {
		this.lastBeat = this.nanoTime.getAsLong();
		this.heard = true;
		this.lastNumber = beat.number();
		Sent answered = null;
		while (!this.sent.isEmpty() && this.sent.getFirst().number <= beat.heard()) {
			answered = this.sent.removeFirst();
		}
		if (answered != null && answered.number == beat.heard()) {
			this.answeredAt = answered.at;
		}
	}

	/** The number of the last beat heard. */
	long lastNumber() {
		return this.lastNumber;
	}

	/**
	 * Whether the last beat that the peer answered was sent within this time.
	 */
	boolean answeredWithin(long nanos) {
		return this.answeredAt != Long.MIN_VALUE && this.nanoTime.getAsLong() - this.answeredAt <= nanos;
	}

	/**
	 * Whether a beat was heard within this time. May be called by any thread.
	 */
	boolean heardWithin(long nanos) {
		return this.heard && this.nanoTime.getAsLong() - this.lastBeat <= nanos;
	}

	boolean retryDue(long now) {
		return this.link == null && this.probeUntil == 0 && now - this.retryAt >= 0;
	}

	void retryAfter(long nanos) {
		this.retryAt = this.nanoTime.getAsLong() + nanos;
	}

	boolean probing() {
		return this.probeUntil != 0;
	}

	long probeDeadline() {
		return this.probeUntil;
	}

	void probeUntil(long nanoTime) {
		this.probeUntil = nanoTime;
	}

	private record Sent(long number, long at) {

	}

}
