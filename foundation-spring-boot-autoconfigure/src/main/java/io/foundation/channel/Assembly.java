package io.foundation.channel;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of a flow-controlled channel together again. What is not completed is
 * given up: when a part is missing, when the sender gives up or is gone, or when nothing
 * came for {@link #PATIENCE}. All methods may be called by any thread, with times in
 * nanoseconds.
 */
final class Assembly {

	static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

	private final Map<String, Map<Long, Transfer>> open = new HashMap<>();

	private long lost;

	/**
	 * Takes a fragment.
	 * @return the message that it completes, or {@code null}
	 * @throws EnvelopeFormatException if it makes no sense
	 * @throws IOException if the message could not be kept; it is given up
	 */
	synchronized @Nullable Assembled accept(String sender, Fragment fragment, long now)
			throws EnvelopeFormatException, IOException {
		return switch (fragment.kind()) {
			case WHOLE -> new Assembled(EnvelopeCodec.decode(fragment.bytes()), null);
			case FIRST -> begin(sender, fragment, now);
			case PIECE, END -> go(sender, fragment, now);
			case ABORT -> forget(sender, fragment.transfer());
		};
	}

	private @Nullable Assembled begin(String sender, Fragment fragment, long now) throws EnvelopeFormatException {
		Transfer begun = new Transfer(EnvelopeCodec.decode(fragment.bytes()), new Spool(), now);
		transfers(sender).put(fragment.transfer(), begun);
		return null;
	}

	private Map<Long, Transfer> transfers(String sender) {
		return this.open.computeIfAbsent(sender, (unknown) -> new HashMap<>());
	}

	/** Of a message whose beginning was not heard, the rest is of no use. */
	private @Nullable Assembled go(String sender, Fragment fragment, long now)
			throws EnvelopeFormatException, IOException {
		Transfer transfer = transfers(sender).get(fragment.transfer());
		if (transfer == null) {
			return null;
		}
		boolean done = false;
		try {
			transfer.heardAt = now;
			if (fragment.index() != ++transfer.index) {
				throw new EnvelopeFormatException("Part " + fragment.index() + " of message " + fragment.transfer()
						+ " came where " + transfer.index + " was due");
			}
			if (fragment.kind() == Fragment.Kind.PIECE) {
				transfer.spool.write(fragment.content());
				done = true;
				return null;
			}
			if (!transfer.spool.is(fragment.end())) {
				throw new EnvelopeFormatException("Message " + fragment.transfer() + " is not what was sent: "
						+ transfer.spool.size() + " bytes of " + fragment.end().length() + ", or a wrong checksum");
			}
			transfers(sender).remove(fragment.transfer());
			done = true;
			return new Assembled(transfer.envelope, transfer.spool);
		}
		finally {
			if (!done) {
				this.lost++;
				forget(sender, fragment.transfer());
			}
		}
	}

	private @Nullable Assembled forget(String sender, long transfer) {
		Transfer forgotten = transfers(sender).remove(transfer);
		if (forgotten != null) {
			forgotten.spool.close();
		}
		return null;
	}

	/**
	 * Gives up what nothing was heard of for too long.
	 * @return how many messages that were
	 */
	synchronized int giveUp(long now) {
		int before = transfers();
		for (Map<Long, Transfer> transfers : this.open.values()) {
			transfers.values().removeIf((each) -> each.isOverdue(now));
		}
		this.open.values().removeIf(Map::isEmpty);
		int given = before - transfers();
		this.lost += given;
		return given;
	}

	/** How many messages are under way. */
	synchronized int transfers() {
		return this.open.values().stream().mapToInt(Map::size).sum();
	}

	/** How many messages were given up that their senders did not. */
	synchronized long lost() {
		return this.lost;
	}

	/** Gives everything up. */
	synchronized void close() {
		this.open.values().forEach((transfers) -> transfers.values().forEach((each) -> each.spool.close()));
		this.open.clear();
	}

	/**
	 * A message that is complete.
	 *
	 * @param envelope the envelope, whose payload is empty where there is a spool
	 * @param spool the payload
	 */
	record Assembled(Envelope envelope, @Nullable Spool spool) {

	}

	private static final class Transfer {

		private final Envelope envelope;

		private final Spool spool;

		private int index;

		private long heardAt;

		Transfer(Envelope envelope, Spool spool, long now) {
			this.envelope = envelope;
			this.spool = spool;
			this.heardAt = now;
		}

		/** Closes the spool of one that is overdue. */
		boolean isOverdue(long now) {
			boolean overdue = now - this.heardAt > PATIENCE;
			if (overdue) {
				this.spool.close();
			}
			return overdue;
		}

	}

}
