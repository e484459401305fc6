package io.foundation.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.AbstractMessageChannel;
import org.springframework.integration.channel.BroadcastCapableChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessageHeaders;

/**
 * A channel whose subscribers are on every member of the cluster.
 */
final class ClusterChannel extends AbstractMessageChannel implements BroadcastCapableChannel, SmartLifecycle {

	/** After the cluster, before whoever sends. */
	static final int PHASE = Integer.MIN_VALUE + 2000;

	private static final Set<String> OF_THE_ENVELOPE = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.CONTENT_TYPE, ChannelHeaders.SENDER, ChannelHeaders.SEQUENCE, ChannelHeaders.CHANNEL);

	/** The link numbers what it sends. */
	private static final long UNNUMBERED = 0;

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final ChannelSpec spec;

	private final ChannelEngine engine;

	private final ChannelLink link;

	private final List<MessageHandler> handlers = new CopyOnWriteArrayList<>();

	private final ChannelCounters counters = new ChannelCounters();

	private final Sequences sequences = new Sequences();

	private final Clock clock = Clock.systemUTC();

	private volatile @Nullable Inbox<byte[]> inbox;

	/**
	 * Creates a channel; called by the definition that the registrar makes.
	 * @param name its short name
	 * @param engine what all channels share
	 */
	ClusterChannel(String name, ChannelEngine engine) {
		this.spec = engine.spec(name);
		this.engine = engine;
		this.link = engine.link(this.spec);
	}

	String name() {
		return this.spec.name();
	}

	@Override
	public boolean subscribe(MessageHandler handler) {
		return !this.handlers.contains(handler) && this.handlers.add(handler);
	}

	@Override
	public boolean unsubscribe(MessageHandler handler) {
		return this.handlers.remove(handler);
	}

	@Override
	protected boolean doSend(Message<?> message, long timeout) {
		if (this.inbox == null) {
			throw new MessageDeliveryException(message, "Channel '" + this.spec.beanName()
					+ "' is closed: the cluster has not started, or the application is stopping");
		}
		byte[] payload = this.engine.payloads().write(message.getPayload());
		if (payload.length > this.spec.maxPayload().toBytes()) {
			throw new MessageDeliveryException(message,
					"The payload takes " + payload.length + " bytes; channel '" + this.spec.beanName()
							+ "' sends at most " + this.spec.maxPayload().toBytes() + " ('foundation.channels."
							+ this.spec.name() + ".max-payload')");
		}
		boolean sent = send(message, EnvelopeCodec.encode(envelope(message, payload)), timeout);
		if (sent) {
			this.counters.sent(payload.length);
		}
		return sent;
	}

	/** Without a time-out of the caller's, a message that found no room is a failure. */
	private boolean send(Message<?> message, byte[] envelope, long timeout) {
		try {
			Duration patience = (timeout < 0) ? this.spec.patience() : Duration.ofMillis(timeout);
			if (this.link.send(envelope, patience)) {
				return true;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MessageDeliveryException(message,
					"Interrupted while waiting for room on '" + this.spec.beanName() + "'", ex);
		}
		this.counters.rejected();
		if (timeout >= 0) {
			return false;
		}
		throw new ChannelFullException(message,
				"Channel '" + this.spec.beanName() + "' is full: for " + this.spec.patience().toMillis()
						+ " ms a member did not take what was sent before ('foundation.channels." + this.spec.name()
						+ ".window', '.send-timeout', '.overflow')");
	}

	private Envelope envelope(Message<?> message, byte[] payload) {
		Map<String, Object> headers = new LinkedHashMap<>();
		message.getHeaders().forEach((name, value) -> {
			if (!OF_THE_ENVELOPE.contains(name) && HeaderValue.travels(value)) {
				headers.put(name, value);
			}
		});
		UUID id = message.getHeaders().getId();
		return new Envelope((id != null) ? id : UUID.randomUUID(), this.engine.self(), UNNUMBERED, this.clock.millis(),
				PayloadCodec.contentType(message.getPayload()), message.getPayload().getClass().getName(), headers,
				payload);
	}

	private void deliver(byte[] bytes) {
		Envelope envelope;
		try {
			envelope = EnvelopeCodec.decode(bytes);
		}
		catch (EnvelopeFormatException ex) {
			malformed(ex);
			return;
		}
		this.counters.received(bytes.length);
		long missing = this.sequences.arrived(envelope.sender(), envelope.sequence());
		if (missing > 0 && this.spec.delivery() == Delivery.RELIABLE) {
			this.engine.lost(new MessagesLost(this.spec.name(), envelope.sender(), missing));
		}
		deliver(envelope);
	}

	private void malformed(EnvelopeFormatException failure) {
		this.counters.error();
		log.atWarn()
			.addKeyValue("channel", this.spec.name())
			.log("Dropped what is no message: {}", failure.getMessage());
	}

	private void deliver(Envelope envelope) {
		Message<?> message;
		try {
			message = this.engine.message(this.spec, envelope);
		}
		catch (RuntimeException ex) {
			this.counters.error();
			this.engine.failed(this.engine.undecoded(this.spec, envelope), ex);
			return;
		}
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

	@Override
	public void start() {
		if (this.inbox == null) {
			this.inbox = new Inbox<>(this.spec.buffer(), this.spec.concurrency(),
					this.spec.overflow() == Overflow.DROP_OLDEST, this.engine.threads(this.spec), this::deliver);
		}
		this.link.open(new Arrivals());
	}

	@Override
	public void stop() {
		Inbox<byte[]> closed = this.inbox;
		this.link.close();
		this.inbox = null;
		if (closed != null) {
			closed.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.inbox != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/** A paused test context stays in its cluster. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	ChannelStatus status() {
		Inbox<byte[]> open = this.inbox;
		return this.counters.status(this.spec, this.sequences.lost(), (open != null) ? open.dropped() : 0,
				(open != null) ? open.queued() : 0, this.link.window());
	}

	/** Called by a thread of the link's, which must not wait. */
	private final class Arrivals implements ChannelLink.Receiver {

		@Override
		public boolean offer(String sender, byte[] envelope) {
			Inbox<byte[]> open = ClusterChannel.this.inbox;
			if (open == null) {
				return false;
			}
			return (ClusterChannel.this.spec.delivery() == Delivery.RELIABLE) ? open.offerIfRoom(sender, envelope)
					: open.offer(sender, envelope);
		}

		@Override
		public void malformed(EnvelopeFormatException failure) {
			ClusterChannel.this.malformed(failure);
		}

	}

}
