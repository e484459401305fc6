package io.foundation.channel;

import java.time.Duration;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

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

	private final Object order = new Object();

	/** Guarded by {@link #order}. */
	private long sequence;

	/** Guarded by this object's monitor. */
	private @Nullable UUID registration;

	TopicLink(HazelcastInstance hazelcast, String topic) {
		this.hazelcast = hazelcast;
		this.topic = topic;
	}

	@Override
	public synchronized void open(Receiver receiver) {
		close();
		log.debug("ITopic.addMessageListener to {}", this.topic);
		this.registration = topic().addMessageListener((message) -> receiver.offer(sender(message), bytes(message)));
	}

	private static String sender(Message<byte[]> message) {
		Member member = message.getPublishingMember();
		return (member != null) ? member.getUuid().toString() : "";
	}

	private static byte[] bytes(Message<byte[]> message) {
		return message.getMessageObject();
	}

	@Override
	public boolean send(byte[] message, ObjLongConsumer<byte[]> numbering, Duration patience) {
		synchronized (this.order) {
			numbering.accept(message, ++this.sequence);
			topic().publish(message);
		}
		return true;
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
