package io.foundation.channel;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.foundation.channel.EventFrame.Ack;
import io.foundation.channel.EventFrame.Batch;
import io.foundation.channel.EventFrame.Tip;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one sender on a reliable channel, as this member gets them: delivered
 * once and in order; what comes early waits, what is missing is asked for. Not
 * thread-safe; times in nanoseconds.
 */
final class ReceivedStream {

	/** What may wait here for an earlier message, or for room. */
	private static final int MAX_EARLY = 1000;

	private static final long MAX_EARLY_BYTES = 4 * 1024 * 1024;

	private static final long ACK_EVERY = TimeUnit.MILLISECONDS.toNanos(20);

	/** An answer came: the next question may follow. */
	private static final long NEXT_QUESTION = TimeUnit.MILLISECONDS.toNanos(2);

	private static final long FIRST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

	private static final long MAX_PATIENCE = TimeUnit.SECONDS.toNanos(1);

	private static final int MAX_WANTED = 10_000;

	private final String self;

	private final long acknowledgeEvery;

	private final Predicate<byte[]> delivery;

	private final TreeMap<Long, byte[]> early = new TreeMap<>();

	private long earlyBytes;

	/** The number of the message to deliver next; zero while it is not known. */
	private long expected;

	/** Nothing before this number can be had any more. */
	private long floor;

	/** The sender has sent everything before this number. */
	private long tip;

	/** The sender was not heard since it came (back). */
	private boolean unheard = true;

	private long patience = FIRST_PATIENCE;

	private long askAt;

	private long askedFor = -1;

	private boolean acknowledge;

	/** The sender is gone for good: what is missing will not come any more. */
	private boolean ended;

	private long acknowledgeAt;

	/**
	 * Creates a stream.
	 * @param self the instance id of this member
	 * @param prompt whether the sender measures how soon it is answered
	 * @param now the time
	 * @param delivery takes the next message, or refuses it for now; must not wait
	 */
	ReceivedStream(String self, boolean prompt, long now, Predicate<byte[]> delivery) {
		this.self = self;
		this.acknowledgeEvery = prompt ? 0 : ACK_EVERY;
		this.askAt = now;
		this.acknowledgeAt = now;
		this.delivery = delivery;
	}

	void heard(Batch batch, long now) {
		if (this.expected == 0 && batch.first() == 1) {
			this.expected = 1;
		}
		this.tip = Math.max(this.tip, batch.end());
		this.acknowledge = true;
		long before = this.expected;
		long number = batch.first();
		for (byte[] message : batch.messages()) {
			arrived(number++, message);
		}
		giveUpWhatIsMissing();
		drain();
		if (before != 0) {
			this.unheard = false;
		}
		progress(before, now);
	}

	private void arrived(long number, byte[] message) {
		if (this.expected != 0 && number < this.expected) {
			return;
		}
		if (number == this.expected && this.early.isEmpty() && this.delivery.test(message)) {
			this.expected++;
		}
		else if (number == this.expected
				|| (this.early.size() < MAX_EARLY && this.earlyBytes + message.length <= MAX_EARLY_BYTES)) {
			byte[] twin = this.early.put(number, message);
			this.earlyBytes += message.length - ((twin != null) ? twin.length : 0);
		}
	}

	void heard(Tip news, long now) {
		long before = this.expected;
		if (this.expected == 0 && news.from() > 0) {
			this.expected = this.early.isEmpty() ? news.from() : Math.min(news.from(), this.early.firstKey());
		}
		this.floor = Math.max(this.floor, news.oldest());
		this.tip = Math.max(this.tip, news.next());
		this.acknowledge = true;
		if (this.expected != 0) {
			this.unheard = false;
			drain();
		}
		progress(before, now);
	}

	private void progress(long before, long now) {
		if (this.expected != before) {
			this.patience = FIRST_PATIENCE;
			this.askAt = Math.min(this.askAt, now + NEXT_QUESTION);
		}
	}

	/**
	 * Delivers what is next, as far as there is room.
	 */
	void drain() {
		if (this.expected == 0) {
			return;
		}
		while (true) {
			if (this.expected < this.floor) {
				this.expected = this.early.isEmpty() ? this.floor : Math.min(this.floor, this.early.firstKey());
			}
			byte[] message = this.early.get(this.expected);
			if (message == null || !this.delivery.test(message)) {
				return;
			}
			this.early.remove(this.expected);
			this.earlyBytes -= message.length;
			this.expected++;
			this.acknowledge = true;
		}
	}

	/**
	 * The sender is there, for the first time or again.
	 */
	void returned(long now) {
		this.unheard = true;
		this.patience = FIRST_PATIENCE;
		this.askAt = now;
	}

	/**
	 * The sender is gone for good. What it sent may still be on its way here.
	 */
	void ended() {
		this.ended = true;
		giveUpWhatIsMissing();
		drain();
	}

	private void giveUpWhatIsMissing() {
		if (this.ended && !this.early.isEmpty()) {
			this.expected = Math.max(1, this.expected);
			this.floor = Math.max(this.floor, this.early.lastKey() + 1);
		}
	}

	/** What to tell the sender now, or {@code null} for nothing. */
	@Nullable Ack due(long now) {
		if (asking() && now - this.askAt >= 0) {
			if (this.askedFor == this.expected) {
				this.patience = Math.min(MAX_PATIENCE, 2 * this.patience);
			}
			this.askedFor = this.expected;
			this.askAt = now + this.patience;
			return told(now, (int) Math.max(1, Math.min(MAX_WANTED, firstThere() - this.expected)));
		}
		return (this.acknowledge && this.expected != 0 && now - this.acknowledgeAt >= 0) ? told(now, 0) : null;
	}

	private Ack told(long now, int wanted) {
		this.acknowledge = false;
		this.acknowledgeAt = now + this.acknowledgeEvery;
		return new Ack(this.self, this.expected, wanted);
	}

	/** The number of the first message that need not be asked for. */
	private long firstThere() {
		return this.early.isEmpty() ? this.tip : this.early.firstKey();
	}

	private boolean asking() {
		return this.unheard || (this.expected < this.tip && !this.early.containsKey(this.expected));
	}

	/** Whether something waits for room. */
	boolean waiting() {
		return this.early.containsKey(this.expected) || (this.expected < this.floor && !this.early.isEmpty());
	}

	boolean busy() {
		return this.acknowledge || this.expected < this.tip || (this.unheard && this.patience < MAX_PATIENCE);
	}

}
