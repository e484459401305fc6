package io.foundation.channel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;
import java.util.zip.CRC32C;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;

/**
 * The sending side of a channel: makes bytes of messages, and fragments of large ones.
 * May be called by any thread.
 */
final class ChannelSender {

	/** The payload that one fragment carries. */
	static final int PIECE = 8 * 1024;

	private static final Set<String> OF_THE_ENVELOPE = Set.of(MessageHeaders.ID, MessageHeaders.TIMESTAMP,
			MessageHeaders.CONTENT_TYPE, ChannelHeaders.SENDER, ChannelHeaders.SEQUENCE, ChannelHeaders.CHANNEL);

	/** The link numbers what it sends. */
	private static final long UNNUMBERED = 0;

	private static final Duration ABORT_PATIENCE = Duration.ofSeconds(1);

	private static final byte[] NOTHING = new byte[0];

	private final ChannelSpec spec;

	private final ChannelEngine engine;

	private final ChannelLink link;

	private final ChannelCounters counters;

	private final AtomicLong transfers = new AtomicLong();

	private final Clock clock = Clock.systemUTC();

	ChannelSender(ChannelSpec spec, ChannelEngine engine, ChannelLink link, ChannelCounters counters) {
		this.spec = spec;
		this.engine = engine;
		this.link = link;
		this.counters = counters;
	}

	/**
	 * Sends a message.
	 * @param message the message
	 * @param timeout how long to wait for room, in milliseconds; negative for as long as
	 * the channel's settings say, after which it is a failure
	 * @return whether there was room in time
	 */
	boolean send(Message<?> message, long timeout) {
		try {
			if (sendInTime(message, (timeout < 0) ? this.spec.patience() : Duration.ofMillis(timeout))) {
				return true;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MessageDeliveryException(message,
					"Interrupted while waiting for room on '" + this.spec.beanName() + "'", ex);
		}
		catch (IOException ex) {
			throw new MessageDeliveryException(message,
					"The payload could not be read to its end; nobody on '" + this.spec.beanName() + "' gets it", ex);
		}
		this.counters.rejected();
		if (timeout >= 0) {
			return false;
		}
		throw new ChannelFullException(message,
				"Channel '" + this.spec.beanName() + "' is full: for " + this.spec.patience().toMillis()
						+ " ms a member did not take what was sent before (" + this.spec.property("window")
						+ ", '.send-timeout', '.overflow')");
	}

	private boolean sendInTime(Message<?> message, Duration patience) throws InterruptedException, IOException {
		boolean fragments = this.spec.delivery() == Delivery.FLOW_CONTROLLED;
		if (PayloadCodec.contentType(message.getPayload()) == Envelope.ContentType.STREAM) {
			if (!fragments) {
				throw new MessageDeliveryException(message, "A stream cannot be sent on '" + this.spec.beanName()
						+ "'; send it on a flow-controlled channel, such as 'data'");
			}
			try (PayloadCodec.Source source = PayloadCodec.source(message.getPayload())) {
				return new Transfer(message, patience).send(source.stream());
			}
		}
		byte[] payload = this.engine.payloads().write(message.getPayload());
		checkSize(message, payload.length);
		if (fragments && payload.length > PIECE) {
			return new Transfer(message, patience).send(new ByteArrayInputStream(payload));
		}
		byte[] envelope = EnvelopeCodec.encode(envelope(message, payload));
		boolean sent = fragments ? whole(envelope, patience)
				: this.link.send(envelope, EnvelopeCodec::number, patience);
		if (sent) {
			this.counters.sent(payload.length);
		}
		return sent;
	}

	private boolean whole(byte[] envelope, Duration patience) throws InterruptedException {
		byte[] fragment = Fragment.encode(Fragment.Kind.WHOLE, UNNUMBERED, 0, envelope, envelope.length);
		return this.link.send(fragment, (bytes, number) -> Fragment.number(bytes, this.transfers.incrementAndGet()),
				patience);
	}

	private void checkSize(Message<?> message, long size) {
		if (size > this.spec.maxPayload().toBytes()) {
			throw new MessageDeliveryException(message,
					"The payload takes " + size + " bytes; channel '" + this.spec.beanName() + "' sends at most "
							+ this.spec.maxPayload().toBytes() + " (" + this.spec.property("max-payload") + ")");
		}
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

	/** One message in fragments. */
	private final class Transfer {

		private final Message<?> message;

		private final Duration patience;

		private final CRC32C checksum = new CRC32C();

		private long number;

		private int index;

		private long total;

		Transfer(Message<?> message, Duration patience) {
			this.message = message;
			this.patience = patience;
		}

		/** Sends all of it, or takes back what was sent. */
		boolean send(InputStream payload) throws InterruptedException, IOException {
			byte[] envelope = EnvelopeCodec.encode(envelope(this.message, NOTHING));
			byte[] first = Fragment.encode(Fragment.Kind.FIRST, UNNUMBERED, 0, envelope, envelope.length);
			if (!ChannelSender.this.link.send(first, this::begin, this.patience)) {
				return false;
			}
			boolean sent = false;
			try {
				sent = pieces(payload) && fragment(Fragment.Kind.END, end(), this.patience);
				if (sent) {
					ChannelSender.this.counters.sent(this.total);
				}
				return sent;
			}
			finally {
				if (!sent) {
					// Without room also for that, receivers give up by themselves.
					fragment(Fragment.Kind.ABORT, NOTHING, ABORT_PATIENCE);
				}
			}
		}

		private void begin(byte[] fragment, long linkNumber) {
			this.number = ChannelSender.this.transfers.incrementAndGet();
			Fragment.number(fragment, this.number);
		}

		private boolean pieces(InputStream payload) throws InterruptedException, IOException {
			byte[] piece = new byte[PIECE];
			for (int length = payload.readNBytes(piece, 0, PIECE); length > 0; length = payload.readNBytes(piece, 0,
					PIECE)) {
				this.total += length;
				checkSize(this.message, this.total);
				this.checksum.update(piece, 0, length);
				if (!fragment(Fragment.Kind.PIECE, piece, length, this.patience)) {
					return false;
				}
			}
			return true;
		}

		private byte[] end() {
			return new Fragment.End(this.total, (int) this.checksum.getValue()).encode();
		}

		private boolean fragment(Fragment.Kind kind, byte[] content, Duration wait) throws InterruptedException {
			return fragment(kind, content, content.length, wait);
		}

		private boolean fragment(Fragment.Kind kind, byte[] content, int length, Duration wait)
				throws InterruptedException {
			byte[] bytes = Fragment.encode(kind, this.number, ++this.index, content, length);
			ObjLongConsumer<byte[]> numbered = (fragment, linkNumber) -> {
			};
			return ChannelSender.this.link.send(bytes, numbered, wait);
		}

	}

}
