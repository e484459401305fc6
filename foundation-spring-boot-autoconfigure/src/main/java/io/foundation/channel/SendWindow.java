package io.foundation.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.foundation.channel.EventFrame.Ack;
import io.foundation.channel.EventFrame.Batch;
import io.foundation.channel.EventFrame.Tip;
import org.jspecify.annotations.Nullable;

/**
 * What this member sent on a reliable channel and can send again. Messages go only when
 * room is needed, and only those that every receiver has which is there: one that is away
 * finds them when it comes back soon enough. Not thread-safe.
 */
final class SendWindow {

	/** What a message costs beside its bytes. */
	static final long OVERHEAD = 64;

	private static final int BATCH_BYTES = 64 * 1024;

	/** What this member has on the way to itself, where there is flow control. */
	private static final long TO_ITSELF = 512 * 1024;

	private static final int BATCH_MESSAGES = 1000;

	/** Receivers that are away, whose place is remembered. */
	private static final int MAX_RECEIVERS = 1000;

	private final String self;

	private final WindowSettings settings;

	private final Map<String, Receiver> receivers = new LinkedHashMap<>();

	private byte[][] ring = new byte[64][];

	/** How many bytes were taken before each message. */
	private long[] offsets = new long[64];

	private long taken;

	private long oldest = 1;

	private long unsent = 1;

	private long next = 1;

	private long bytes;

	/**
	 * Creates a window.
	 * @param self the instance id of this member
	 * @param settings how it is
	 */
	SendWindow(String self, WindowSettings settings) {
		this.self = self;
		this.settings = settings;
	}

	/**
	 * Takes a message to be sent.
	 * @return whether there was room for it
	 */
	boolean offer(byte[] message) {
		long cost = message.length + OVERHEAD;
		long evictable = this.settings.dropsOldest() ? this.unsent : Math.min(this.unsent, heldBack());
		while (this.bytes + cost > this.settings.bytes() && this.oldest < evictable) {
			this.bytes -= at(this.oldest).length + OVERHEAD;
			this.ring[slot(this.oldest)] = null;
			this.oldest++;
		}
		if (this.bytes + cost > this.settings.bytes() && this.oldest < this.next) {
			return false;
		}
		grow();
		this.ring[slot(this.next)] = message;
		this.offsets[slot(this.next)] = this.taken;
		this.taken += message.length;
		this.next++;
		this.bytes += cost;
		return true;
	}

	/** The number of the first message that a receiver does not have which is there. */
	private long heldBack() {
		return this.receivers.values()
			.stream()
			.filter(Receiver::counts)
			.mapToLong((each) -> each.acknowledged)
			.min()
			.orElse(this.next);
	}

	private void grow() {
		if (this.next - this.oldest == this.ring.length) {
			byte[][] larger = new byte[2 * this.ring.length][];
			long[] further = new long[larger.length];
			for (long number = this.oldest; number < this.next; number++) {
				int slot = (int) (number & (larger.length - 1));
				larger[slot] = at(number);
				further[slot] = this.offsets[slot(number)];
			}
			this.ring = larger;
			this.offsets = further;
		}
	}

	private int slot(long number) {
		return (int) (number & (this.ring.length - 1));
	}

	private byte[] at(long number) {
		return this.ring[slot(number)];
	}

	/** How many bytes were taken before a message. */
	private long offset(long number) {
		if (number == this.next) {
			return this.taken;
		}
		return (this.oldest == this.next) ? this.taken : this.offsets[slot(Math.max(this.oldest, number))];
	}

	/**
	 * The next messages to send to everybody, or {@code null} if there are none, or none
	 * may be sent yet.
	 */
	@Nullable Batch nextBatch(long now) {
		long size = (this.unsent < this.next) ? allowance() : 0;
		if (size == 0) {
			return null;
		}
		Batch batch = batch(this.unsent, this.next, size);
		this.unsent = batch.end();
		this.receivers.values().stream().filter(Receiver::counts).forEach((each) -> each.sent(batch.end(), now));
		return batch;
	}

	/** How many bytes may be sent now, in one batch: as the slowest receiver allows. */
	private long allowance() {
		long allowed = BATCH_BYTES;
		for (Receiver receiver : this.receivers.values()) {
			if (receiver.counts() && this.settings.flowControlled()) {
				long batch = Math.max(1, Math.min(BATCH_BYTES, receiver.batch()));
				long onTheWay = offset(this.unsent) - offset(receiver.acknowledged);
				if (onTheWay > 0 && onTheWay + batch > receiver.window()) {
					return 0;
				}
				allowed = Math.min(allowed, batch);
			}
		}
		return allowed;
	}

	private Batch batch(long first, long end, long limit) {
		List<byte[]> messages = new ArrayList<>();
		long size = 0;
		for (long number = first; number < end && messages.size() < BATCH_MESSAGES; number++) {
			size += at(number).length;
			if (size > limit && !messages.isEmpty()) {
				break;
			}
			messages.add(at(number));
		}
		return new Batch(this.self, first, messages);
	}

	/**
	 * Takes down what a receiver has.
	 * @return what it is answered, if it asked
	 */
	List<EventFrame> heard(Ack ack, long now) {
		Receiver receiver = receiver(ack.receiver());
		receiver.active = true;
		receiver.heardAt = now;
		if (ack.expected() <= this.next && ack.expected() > receiver.acknowledged) {
			receiver.acknowledged(ack.expected(), offset(ack.expected()) - offset(receiver.acknowledged), now);
		}
		if (ack.expected() == 0) {
			return List.of(new Tip(this.self, receiver.acknowledged, this.oldest, this.unsent));
		}
		return (ack.wanted() > 0) ? answer(ack, receiver, now) : List.of();
	}

	private List<EventFrame> answer(Ack ack, Receiver receiver, long now) {
		long first = Math.max(ack.expected(), this.oldest);
		long end = Math.min(this.unsent, first + ack.wanted());
		List<EventFrame> answers = new ArrayList<>();
		if (first != ack.expected() || first >= end) {
			answers.add(new Tip(this.self, receiver.acknowledged, this.oldest, this.unsent));
		}
		if (first < end) {
			answers.add(batch(first, end, receiver.lost(end, now)));
		}
		return answers;
	}

	private Receiver receiver(String id) {
		return this.receivers.computeIfAbsent(id, (unknown) -> newReceiver(unknown));
	}

	private Receiver newReceiver(String id) {
		boolean controlled = this.settings.flowControlled() && !id.equals(this.self);
		return new Receiver(this.next, controlled ? new FlowWindow(this.settings.bytes() / 2) : null);
	}

	/**
	 * Takes down who is there. Whoever was not here before begins with what is sent from
	 * now on.
	 */
	void members(Set<String> present) {
		this.receivers.forEach((id, receiver) -> receiver.present = present.contains(id));
		for (String id : present) {
			receiver(id).present = true;
		}
		List<String> away = this.receivers.keySet().stream().filter((id) -> !present.contains(id)).toList();
		away.stream().limit(Math.max(0, away.size() - MAX_RECEIVERS)).forEach(this.receivers::remove);
	}

	/**
	 * Forgets receivers that are gone for good.
	 */
	void gone(Set<String> ids) {
		this.receivers.keySet().removeAll(ids);
	}

	/** The number of the next message. */
	long next() {
		return this.next;
	}

	/**
	 * Whether a receiver that is there lacks something that was sent.
	 */
	boolean pending() {
		return this.unsent < this.next || heldBack() < this.unsent;
	}

	/**
	 * What to remind everybody of.
	 */
	Tip tip(long now) {
		this.receivers.values()
			.stream()
			.filter((each) -> each.counts() && each.acknowledged < this.unsent)
			.forEach((each) -> each.checkPatience(now));
		return new Tip(this.self, 0, this.oldest, this.unsent);
	}

	long bytes() {
		return this.bytes;
	}

	private static final class Receiver {

		private final @Nullable FlowWindow flow;

		private final Deque<Sent> onTheWay = new ArrayDeque<>();

		private boolean present;

		private boolean active;

		/** What it has, up to here; or where it begins. */
		private long acknowledged;

		/**
		 * What was sent again up to here: an answer does not tell which one was heard.
		 */
		private long resent;

		private long heardAt;

		Receiver(long from, @Nullable FlowWindow flow) {
			this.acknowledged = from;
			this.flow = flow;
		}

		boolean counts() {
			return this.present && this.active;
		}

		/** How many bytes may be on the way to it. */
		long window() {
			return (this.flow != null) ? this.flow.bytes() : TO_ITSELF;
		}

		/** How many bytes may be sent to it at once. */
		long batch() {
			return (this.flow != null) ? this.flow.batch() : BATCH_BYTES;
		}

		void sent(long end, long now) {
			if (this.flow != null) {
				this.onTheWay.addLast(new Sent(end, now));
			}
		}

		void acknowledged(long expected, long bytes, long now) {
			this.acknowledged = expected;
			Sent last = null;
			while (!this.onTheWay.isEmpty() && this.onTheWay.getFirst().end <= expected) {
				last = this.onTheWay.removeFirst();
			}
			if (this.flow != null && last != null && last.end > this.resent) {
				this.flow.acknowledged(bytes, now - last.at, now);
			}
		}

		/**
		 * It misses something.
		 * @return how much to send again at once
		 */
		long lost(long end, long now) {
			if (this.flow == null) {
				return BATCH_BYTES;
			}
			this.resent = Math.max(this.resent, end);
			this.flow.lost(now);
			return Math.min(BATCH_BYTES, this.flow.bytes());
		}

		void checkPatience(long now) {
			if (this.flow != null && now - this.heardAt > FlowWindow.PATIENCE) {
				this.flow.timedOut();
			}
		}

	}

	/**
	 * Messages that were sent.
	 *
	 * @param end the number behind the last of them
	 * @param at when
	 */
	private record Sent(long end, long at) {

	}

}
