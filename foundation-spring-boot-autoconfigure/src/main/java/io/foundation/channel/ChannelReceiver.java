package io.foundation.channel;

import java.io.IOException;
import java.util.List;

import io.foundation.channel.Assembly.Assembled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;

/**
 * The receiving side of a channel: takes from the link, and delivers to the subscribers
 * on threads of its own.
 */
final class ChannelReceiver implements ChannelLink.Receiver {

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final ChannelSpec spec;

	private final ChannelEngine engine;

	private final ChannelCounters counters;

	private final List<MessageHandler> handlers;

	private final Sequences sequences = new Sequences();

	private final Assembly assembly = new Assembly();

	private volatile @Nullable Inbox<Arrival> inbox;

	ChannelReceiver(ChannelSpec spec, ChannelEngine engine, ChannelCounters counters, List<MessageHandler> handlers) {
		this.spec = spec;
		this.engine = engine;
		this.counters = counters;
		this.handlers = handlers;
	}

	void open() {
		if (this.inbox == null) {
			this.inbox = new Inbox<>(this.spec.buffer(), this.spec.concurrency(),
					this.spec.overflow() == Overflow.DROP_OLDEST, this.engine.threads(this.spec), this::deliver);
		}
	}

	boolean isOpen() {
		return this.inbox != null;
	}

	void close() {
		Inbox<Arrival> closed = this.inbox;
		this.inbox = null;
		if (closed != null) {
			closed.close();
		}
		this.assembly.close();
	}

	@Override
	public boolean offer(String sender, byte[] bytes) {
		Inbox<Arrival> open = this.inbox;
		if (open == null) {
			return false;
		}
		Arrival arrival = new Arrival(sender, bytes);
		return this.spec.delivery().isReliable() ? open.offerIfRoom(sender, arrival) : open.offer(sender, arrival);
	}

	@Override
	public boolean hasRoom(String sender) {
		Inbox<Arrival> open = this.inbox;
		return open != null && open.hasRoom(sender);
	}

	@Override
	public void malformed(EnvelopeFormatException failure) {
		this.counters.error();
		log.atWarn()
			.addKeyValue("channel", this.spec.name())
			.log("Dropped what is no message: {}", failure.getMessage());
	}

	@Override
	public void tick() {
		int given = this.assembly.giveUp(System.nanoTime());
		if (given > 0) {
			log.atWarn()
				.addKeyValue("channel", this.spec.name())
				.addKeyValue("count", given)
				.log("Gave up {} message(s) of which nothing came any more", given);
		}
	}

	private void deliver(Arrival arrival) {
		this.counters.bytesReceived(arrival.bytes.length);
		try {
			if (this.spec.delivery() == Delivery.FLOW_CONTROLLED) {
				deliver(arrival.sender, Fragment.decode(arrival.bytes));
			}
			else {
				Envelope envelope = EnvelopeCodec.decode(arrival.bytes);
				count(envelope.sender(), envelope.sequence());
				deliver(envelope);
			}
		}
		catch (EnvelopeFormatException ex) {
			malformed(ex);
		}
	}

	private void count(String sender, long sequence) {
		long missing = this.sequences.arrived(sender, sequence);
		if (missing > 0 && this.spec.delivery().isReliable()) {
			this.engine.lost(new MessagesLost(this.spec.name(), sender, missing));
		}
	}

	private void deliver(String sender, Fragment fragment) throws EnvelopeFormatException {
		if (fragment.kind() == Fragment.Kind.FIRST || fragment.kind() == Fragment.Kind.WHOLE) {
			count(sender, fragment.transfer());
		}
		try {
			Assembled assembled = this.assembly.accept(sender, fragment, System.nanoTime());
			if (assembled != null) {
				deliver(assembled.envelope().numbered(fragment.transfer()), assembled.spool());
			}
		}
		catch (IOException ex) {
			this.counters.error();
			log.atError()
				.addKeyValue("channel", this.spec.name())
				.addKeyValue("sender", sender)
				.setCause(ex)
				.log("A message could not be kept until it was complete; it is lost");
		}
	}

	private void deliver(Envelope envelope, @Nullable Spool spool) throws IOException {
		if (spool == null) {
			deliver(envelope);
			return;
		}
		try (spool) {
			if (envelope.contentType() == Envelope.ContentType.STREAM) {
				this.counters.received();
				handle(this.engine.message(this.spec, envelope, new ReceivedPayload(spool, "message "
						+ envelope.sequence() + " of " + envelope.sender() + " on " + this.spec.beanName())));
			}
			else {
				deliver(envelope.withPayload(spool.bytes()));
			}
		}
	}

	private void deliver(Envelope envelope) {
		this.counters.received();
		Message<?> message;
		try {
			message = this.engine.message(this.spec, envelope);
		}
		catch (RuntimeException ex) {
			this.counters.error();
			this.engine.failed(this.engine.undecoded(this.spec, envelope), ex);
			return;
		}
		handle(message);
	}

	private void handle(Message<?> message) {
		for (MessageHandler handler : this.handlers) {
			try {
				handler.handleMessage(message);
			}
			catch (RuntimeException | Error ex) {
				this.counters.error();
				this.engine.failed(message, ex);
			}
		}
	}

	long lost() {
		return this.sequences.lost() + this.assembly.lost();
	}

	long dropped() {
		Inbox<Arrival> open = this.inbox;
		return (open != null) ? open.dropped() : 0;
	}

	long queued() {
		Inbox<Arrival> open = this.inbox;
		return (open != null) ? open.queued() : 0;
	}

	/** Bytes, and who sent them. */
	private static final class Arrival {

		private final String sender;

		private final byte[] bytes;

		Arrival(String sender, byte[] bytes) {
			this.sender = sender;
			this.bytes = bytes;
		}

	}

}
