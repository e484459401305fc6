package io.foundation.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.NodeIdentity;
import org.jspecify.annotations.Nullable;

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

	private final Map<String, ChannelSpec> specs;

	private final @Nullable HazelcastInstance hazelcast;

	private final NodeIdentity identity;

	private final PayloadCodec payloads;

	private final MessagePublishingErrorHandler errors;

	private final boolean virtualThreads;

	ChannelEngine(Map<String, ChannelSpec> specs, @Nullable HazelcastInstance hazelcast, NodeIdentity identity,
			PayloadCodec payloads, MessagePublishingErrorHandler errors, boolean virtualThreads) {
		this.specs = specs;
		this.hazelcast = hazelcast;
		this.identity = identity;
		this.payloads = payloads;
		this.errors = errors;
		this.virtualThreads = virtualThreads;
	}

	ChannelSpec spec(String name) {
		return Optional.ofNullable(this.specs.get(name))
			.orElseThrow(() -> new IllegalArgumentException("No channel '" + name + "' among " + this.specs.keySet()));
	}

	/** What carries a channel: this process alone where there is no Hazelcast. */
	ChannelLink link(ChannelSpec spec) {
		return (this.hazelcast != null) ? new TopicLink(this.hazelcast, spec.beanName()) : new LocalLink();
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
	 * Sends a failure to the error channel.
	 */
	void failed(Message<?> message, Throwable failure) {
		this.errors.handleError(new MessageHandlingException(message, failure));
	}

}
