package io.foundation.channel;

import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Without a cluster: whatever is sent arrives here.
 */
final class LocalLink implements ChannelLink {

	private volatile @Nullable BiConsumer<String, byte[]> receiver;

	@Override
	public void open(BiConsumer<String, byte[]> receiver) {
		this.receiver = receiver;
	}

	@Override
	public void send(byte[] bytes) {
		BiConsumer<String, byte[]> open = this.receiver;
		if (open != null) {
			open.accept("", bytes);
		}
	}

	@Override
	public void close() {
		this.receiver = null;
	}

}
