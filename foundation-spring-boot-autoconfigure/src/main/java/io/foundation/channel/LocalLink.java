package io.foundation.channel;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Without a cluster: whatever is sent arrives here.
 */
final class LocalLink implements ChannelLink {

	private final Object order = new Object();

	private volatile @Nullable Receiver receiver;

	private long sequence;

	@Override
	public void open(Receiver receiver) {
		this.receiver = receiver;
	}

	@Override
	public boolean send(byte[] envelope, Duration patience) {
		Receiver open = this.receiver;
		synchronized (this.order) {
			EnvelopeCodec.number(envelope, ++this.sequence);
			return open != null && open.offer("", envelope);
		}
	}

	@Override
	public void close() {
		this.receiver = null;
	}

}
