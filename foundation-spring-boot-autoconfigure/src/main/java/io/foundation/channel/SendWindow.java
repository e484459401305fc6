package io.foundation.channel;

import java.util.ArrayList;
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

	private static final int BATCH_MESSAGES = 1000;

	/** Receivers that are away, whose place is remembered. */
	private static final int MAX_RECEIVERS = 1000;

	private final String self;

	private final long limit;

	private final Map<String, Receiver> receivers = new LinkedHashMap<>();

	private byte[][] ring = new byte[64][];

	private long oldest = 1;

	private long unsent = 1;

	private long next = 1;

	private long bytes;

	/**
	 * Creates a window.
	 * @param self the instance id of this member
	 * @param limit how many bytes it holds, with {@link #OVERHEAD} for each message
	 */
	SendWindow(String self, long limit) {
		this.self = self;
		this.limit = limit;
	}

	/**
	 * Takes a message to be sent.
	 * @return whether there was room for it
	 */
	boolean offer(byte[] message) {
		long cost = message.length + OVERHEAD;
		long evictable = Math.min(this.unsent, heldBack());
		while (this.bytes + cost > this.limit && this.oldest < evictable) {
			this.bytes -= at(this.oldest).length + OVERHEAD;
			this.ring[slot(this.oldest)] = null;
			this.oldest++;
		}
		if (this.bytes + cost > this.limit && this.oldest < this.next) {
			return false;
		}
		grow();
		this.ring[slot(this.next)] = message;
		this.next++;
		this.bytes += cost;
		return true;
	}

	/** The number of the first message that a receiver does not have which is there. */
	private long heldBack() {
		return this.receivers.values()
			.stream()
			.filter((each) -> each.present && each.active)
			.mapToLong((each) -> each.acknowledged)
			.min()
			.orElse(this.next);
	}

	private void grow() {
		if (this.next - this.oldest == this.ring.length) {
			byte[][] larger = new byte[2 * this.ring.length][];
			for (long number = this.oldest; number < this.next; number++) {
				larger[(int) (number & (larger.length - 1))] = at(number);
			}
			this.ring = larger;
		}
	}

	private int slot(long number) {
		return (int) (number & (this.ring.length - 1));
	}

	private byte[] at(long number) {
		return this.ring[slot(number)];
	}

	/**
	 * The next messages to send to everybody, or {@code null} if there are none.
	 */
	@Nullable Batch nextBatch() {
		if (this.unsent == this.next) {
			return null;
		}
		Batch batch = batch(this.unsent, this.next);
		this.unsent = batch.end();
		return batch;
	}

	private Batch batch(long first, long end) {
		List<byte[]> messages = new ArrayList<>();
		long size = 0;
		for (long number = first; number < end && messages.size() < BATCH_MESSAGES; number++) {
			size += at(number).length;
			if (size > BATCH_BYTES && !messages.isEmpty()) {
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
	List<EventFrame> heard(Ack ack) {
		Receiver receiver = receiver(ack.receiver());
		receiver.active = true;
		if (ack.expected() <= this.next) {
			receiver.acknowledged = Math.max(receiver.acknowledged, ack.expected());
		}
		if (ack.expected() == 0) {
			return List.of(new Tip(this.self, receiver.acknowledged, this.oldest, this.unsent));
		}
		return (ack.wanted() > 0) ? answer(ack) : List.of();
	}

	private List<EventFrame> answer(Ack ack) {
		long first = Math.max(ack.expected(), this.oldest);
		long end = Math.min(this.unsent, first + ack.wanted());
		List<EventFrame> answers = new ArrayList<>();
		if (first != ack.expected() || first >= end) {
			answers.add(new Tip(this.self, receiver(ack.receiver()).acknowledged, this.oldest, this.unsent));
		}
		if (first < end) {
			answers.add(batch(first, end));
		}
		return answers;
	}

	private Receiver receiver(String id) {
		return this.receivers.computeIfAbsent(id, (unknown) -> new Receiver(this.next));
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
	Tip tip() {
		return new Tip(this.self, 0, this.oldest, this.unsent);
	}

	long bytes() {
		return this.bytes;
	}

	private static final class Receiver {

		private boolean present;

		private boolean active;

		/** What it has, up to here; or where it begins. */
		private long acknowledged;

		Receiver(long from) {
			this.acknowledged = from;
		}

	}

}
