package io.foundation.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjLongConsumer;

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
	public boolean send(byte[] message, ObjLongConsumer<byte[]> numbering, Duration patience)
			throws InterruptedException {
		long deadline = System.nanoTime() + patience.toNanos();
		synchronized (this.order) {
			Receiver open = this.receiver;
			while (open != null && this.waits && !open.hasRoom("")) {
				if (System.nanoTime() - deadline >= 0) {
					return false;
				}
				TimeUnit.MILLISECONDS.timedWait(this.order, 1);
				open = this.receiver;
			}
			numbering.accept(message, ++this.sequence);
			return open != null && (open.offer("", message) || !this.waits);
		}
	}

	@Override
	public void close() {
		this.receiver = null;
	}

}
