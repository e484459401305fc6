package io.foundation.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Without a cluster: whatever is sent arrives here.
 */
final class LocalLink implements ChannelLink {

	private final boolean waits;

	private final Object order = new Object();

	private volatile @Nullable Receiver receiver;

	private long sequence;

	/**
	 * Creates a link.
	 * @param waits whether a message that finds no room waits for it; otherwise the
	 * receiver drops it, and counts
	 */
	LocalLink(boolean waits) {
		this.waits = waits;
	}

	@Override
	public void open(Receiver receiver) {
		this.receiver = receiver;
	}

	@Override
	public boolean send(byte[] envelope, Duration patience) throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		synchronized (this.order) {
			EnvelopeCodec.number(envelope, this.sequence + 1);
			while (!offer(envelope) && this.waits) {
				if (System.nanoTime() - deadline >= 0) {
					return false;
				}
				TimeUnit.MILLISECONDS.timedWait(this.order, 1);
				EnvelopeCodec.number(envelope, this.sequence + 1);
			}
			this.sequence++;
			return true;
		}
	}

	private boolean offer(byte[] envelope) {
		Receiver open = this.receiver;
		return open != null && open.offer("", envelope);
	}

	@Override
	public void close() {
		this.receiver = null;
	}

}
