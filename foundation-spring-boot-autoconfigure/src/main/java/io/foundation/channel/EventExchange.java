package io.foundation.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

import io.foundation.channel.EventFrame.Ack;
import io.foundation.channel.EventFrame.Batch;
import io.foundation.channel.EventFrame.Tip;
import org.jspecify.annotations.Nullable;

/**
 * One member's part in a reliable channel: numbers what it sends and keeps it for those
 * who miss it, and delivers what others send once and in the order of each sender.
 * Receivers ask for what they miss (negative acknowledgement, as in RFC 5740), tell what
 * they have, and slow a sender down whose window they keep full. Not thread-safe; times
 * in nanoseconds.
 */
final class EventExchange {

	/** How long to wait for the next turn while something is open. */
	static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

	/** How long to wait while nothing is. */
	static final long IDLE = TimeUnit.SECONDS.toNanos(1);

	private static final long FIRST_REMINDER = TimeUnit.MILLISECONDS.toNanos(100);

	private static final long MAX_REMINDER = TimeUnit.SECONDS.toNanos(1);

	private final String self;

	private final SendWindow sent;

	private final ReceiveWindow received;

	private final Deque<Letter> outbox = new ArrayDeque<>();

	private Set<String> members = Set.of();

	private long reminder = FIRST_REMINDER;

	private long remindAt;

	/**
	 * Creates a member's part.
	 * @param self its instance id
	 * @param window how it keeps what it sends
	 * @param delivery takes a sender's next message, or refuses it for now; must not wait
	 */
	EventExchange(String self, WindowSettings window, BiPredicate<String, byte[]> delivery) {
		this.self = self;
		this.sent = new SendWindow(self, window);
		this.received = new ReceiveWindow(self, window.flowControlled(), delivery);
	}

	/**
	 * Takes down who is there, this member included.
	 */
	void members(Set<String> present, long now) {
		if (!present.equals(this.members)) {
			this.members = Set.copyOf(present);
			this.sent.members(present);
			this.received.members(present, now);
		}
	}

	/**
	 * Takes down who is gone for good and will never come back.
	 */
	void gone(Set<String> ids) {
		this.sent.gone(ids);
		this.received.gone(ids);
	}

	/** The number of the next message to be offered. */
	long nextNumber() {
		return this.sent.next();
	}

	/** Whether somebody who is there lacks something that was sent. */
	boolean pending() {
		return this.sent.pending();
	}

	/** Whether there is an answer to be sent. */
	boolean answering() {
		return !this.outbox.isEmpty();
	}

	/**
	 * Takes a message to be sent.
	 * @return whether there was room for it
	 */
	boolean offer(byte[] message, long now) {
		if (!this.sent.offer(message)) {
			return false;
		}
		this.reminder = FIRST_REMINDER;
		this.remindAt = now + this.reminder;
		return true;
	}

	/**
	 * Takes what another member told.
	 */
	void heard(EventFrame frame, long now) {
		if (frame instanceof Batch batch) {
			this.received.heard(batch, now);
		}
		else if (frame instanceof Tip tip) {
			this.received.heard(tip, now);
		}
		else if (frame instanceof Ack ack) {
			this.sent.heard(ack, now).forEach((answer) -> this.outbox.add(new Letter(ack.receiver(), answer)));
		}
	}

	/**
	 * What to send now, or {@code null} if there is nothing. What this member tells
	 * itself stays here.
	 */
	@Nullable Letter next(long now) {
		for (Letter letter = poll(now); letter != null; letter = poll(now)) {
			if (letter.to == null && letter.frame instanceof Batch own) {
				this.received.heard(own, now);
			}
			if (!this.self.equals(letter.to)) {
				return letter;
			}
			heard(letter.frame, now);
		}
		return null;
	}

	private @Nullable Letter poll(long now) {
		if (this.outbox.isEmpty()) {
			this.outbox.addAll(this.received.due(now));
		}
		if (!this.outbox.isEmpty()) {
			return this.outbox.poll();
		}
		Batch batch = this.sent.nextBatch(now);
		if (batch != null) {
			return new Letter(null, batch);
		}
		if (this.sent.pending() && now - this.remindAt >= 0) {
			this.reminder = Math.min(MAX_REMINDER, 2 * this.reminder);
			this.remindAt = now + this.reminder;
			return new Letter(null, this.sent.tip(now));
		}
		return null;
	}

	/**
	 * How long to wait for the next turn, if nothing happens meanwhile.
	 */
	long pause() {
		return (this.sent.pending() || this.received.busy()) ? TICK : IDLE;
	}

	/** The bytes that are kept for those who miss them. */
	long window() {
		return this.sent.bytes();
	}

	/**
	 * A frame and whom it goes to.
	 *
	 * @param to the instance id of a member, or {@code null} for everybody
	 * @param frame what to tell
	 */
	record Letter(@Nullable String to, EventFrame frame) {

	}

}
