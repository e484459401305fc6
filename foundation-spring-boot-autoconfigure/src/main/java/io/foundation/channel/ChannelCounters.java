package io.foundation.channel;

import java.util.concurrent.atomic.LongAdder;

/**
 * What a channel counts. Any thread may count and read.
 */
final class ChannelCounters {

	private final LongAdder sent = new LongAdder();

	private final LongAdder bytesSent = new LongAdder();

	private final LongAdder received = new LongAdder();

	private final LongAdder bytesReceived = new LongAdder();

	private final LongAdder rejected = new LongAdder();

	private final LongAdder errors = new LongAdder();

	void sent(long bytes) {
		this.sent.increment();
		this.bytesSent.add(bytes);
	}

	void received() {
		this.received.increment();
	}

	void bytesReceived(int bytes) {
		this.bytesReceived.add(bytes);
	}

	void rejected() {
		this.rejected.increment();
	}

	void error() {
		this.errors.increment();
	}

	ChannelStatus status(ChannelSpec spec, long lost, long dropped, long queued, long window) {
		return new ChannelStatus(spec.name(), spec.delivery(), this.sent.sum(), this.received.sum(), lost, dropped,
				this.rejected.sum(), this.errors.sum(), queued, window, this.bytesSent.sum(), this.bytesReceived.sum());
	}

}
