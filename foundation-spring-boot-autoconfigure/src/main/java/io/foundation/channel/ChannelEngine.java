package io.foundation.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.NodeIdentity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.integration.channel.MessagePublishingErrorHandler;
import org.springframework.integration.support.MutableMessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandlingException;
import org.springframework.messaging.MessageHeaders;

/**
 * What all channels share: their settings, the payload format, the cluster, and where
 * failures go.
 */
final class ChannelEngine {

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final Map<String, ChannelSpec> specs;

	private final @Nullable HazelcastInstance hazelcast;

	private final NodeIdentity identity;

	private final PayloadCodec payloads;

	private final MessagePublishingErrorHandler errors;

	private final ApplicationEventPublisher events;

	private final ChannelMembers members;

	private final boolean virtualThreads;

	ChannelEngine(Map<String, ChannelSpec> specs, @Nullable HazelcastInstance hazelcast, NodeIdentity identity,
			PayloadCodec payloads, MessagePublishingErrorHandler errors, ApplicationEventPublisher events,
			ChannelMembers members, boolean virtualThreads) {
		this.specs = specs;
		this.hazelcast = hazelcast;
		this.identity = identity;
		this.payloads = payloads;
		this.errors = errors;
		this.events = events;
		this.members = members;
		this.virtualThreads = virtualThreads;
	}

	ChannelSpec spec(String name) {
		return Optional.ofNullable(this.specs.get(name))
			.orElseThrow(() -> new IllegalArgumentException("No channel '" + name + "' among " + this.specs.keySet()));
	}

	/** What carries a channel: this process alone where there is no Hazelcast. */
	ChannelLink link(ChannelSpec spec) {
		if (this.hazelcast == null) {
			return new LocalLink(spec.delivery().isReliable());
		}
		return spec.delivery().isReliable()
				? new ReliableLink(this.hazelcast, spec.beanName(), self(), spec.windowSettings(), this.members)
				: new TopicLink(this.hazelcast, spec.beanName());
	}

	String self() {
		return this.identity.instanceId();
	}

	PayloadCodec payloads() {
		return this.payloads;
	}

	ThreadFactory threads(ChannelSpec spec) {
		return ChannelThreads.factory(spec.beanName().replace('.', '-'), this.virtualThreads);
	}

	/**
	 * The message that subscribers get.
	 * @throws org.springframework.messaging.converter.MessageConversionException if its
	 * payload cannot be read here
	 */
	Message<?> message(ChannelSpec spec, Envelope envelope) {
		return build(spec, envelope, this.payloads.read(envelope));
	}

	Message<?> message(ChannelSpec spec, Envelope envelope, Object payload) {
		return build(spec, envelope, payload);
	}

	/** The message with its payload as it came, for the error channel. */
	Message<?> undecoded(ChannelSpec spec, Envelope envelope) {
		return build(spec, envelope, envelope.payload());
	}

	private static Message<?> build(ChannelSpec spec, Envelope envelope, Object payload) {
		Map<String, Object> headers = new LinkedHashMap<>(envelope.headers());
		headers.put(MessageHeaders.ID, envelope.id());
		headers.put(MessageHeaders.TIMESTAMP, envelope.sentAt());
		headers.put(MessageHeaders.CONTENT_TYPE, envelope.contentType().mimeType());
		headers.put(ChannelHeaders.SENDER, envelope.sender());
		headers.put(ChannelHeaders.SEQUENCE, envelope.sequence());
		headers.put(ChannelHeaders.CHANNEL, spec.name());
		// The builder that keeps the id and the time that the sender gave.
		return MutableMessageBuilder.withPayload(payload).copyHeaders(headers).build();
	}

	/**
	 * Tells the application of a loss.
	 */
	void lost(MessagesLost loss) {
		log.atWarn()
			.addKeyValue("channel", loss.channel())
			.addKeyValue("sender", loss.sender())
			.addKeyValue("count", loss.count())
			.log("Messages lost: {} of {} on {}", loss.count(), loss.sender(), loss.channel());
		this.events.publishEvent(loss);
	}

	/**
	 * Sends a failure to the error channel.
	 */
	void failed(Message<?> message, Throwable failure) {
		this.errors.handleError(new MessageHandlingException(message, failure));
	}

}
