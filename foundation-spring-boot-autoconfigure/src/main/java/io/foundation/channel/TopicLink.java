package io.foundation.channel;

import java.util.UUID;
import java.util.function.BiConsumer;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import com.hazelcast.topic.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Hazelcast {@link ITopic}, with one listener on this member.
 */
final class TopicLink implements ChannelLink {

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final HazelcastInstance hazelcast;

	private final String topic;

	/** Guarded by this object's monitor. */
	private @Nullable UUID registration;

	TopicLink(HazelcastInstance hazelcast, String topic) {
		this.hazelcast = hazelcast;
		this.topic = topic;
	}

	@Override
	public synchronized void open(BiConsumer<String, byte[]> receiver) {
		close();
		log.debug("ITopic.addMessageListener to {}", this.topic);
		this.registration = topic().addMessageListener((message) -> receiver.accept(sender(message), bytes(message)));
	}

	private static String sender(Message<byte[]> message) {
		Member member = message.getPublishingMember();
		return (member != null) ? member.getUuid().toString() : "";
	}

	private static byte[] bytes(Message<byte[]> message) {
		return message.getMessageObject();
	}

	@Override
	public void send(byte[] bytes) {
		topic().publish(bytes);
	}

	@Override
	public synchronized void close() {
		UUID id = this.registration;
		this.registration = null;
		if (id != null && this.hazelcast.getLifecycleService().isRunning()) {
			log.debug("ITopic.removeMessageListener from {}", this.topic);
			topic().removeMessageListener(id);
		}
	}

	private ITopic<byte[]> topic() {
		return this.hazelcast.getTopic(this.topic);
	}

}
