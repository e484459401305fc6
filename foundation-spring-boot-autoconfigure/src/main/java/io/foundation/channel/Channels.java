package io.foundation.channel;

import java.util.List;
import java.util.function.Consumer;

import org.springframework.messaging.Message;
import org.springframework.messaging.SubscribableChannel;

/**
 * The cluster's channels: a facade over the Spring Integration channels
 * {@code foundation.<name>}, each of which is a bean and stands on a Hazelcast topic of
 * the same name. All methods may be called by any thread.
 * <p>
 * Bypass it for whatever Spring Integration does: inject
 * {@code @Qualifier("foundation.control") SubscribableChannel}, or name the channel in
 * {@code @ServiceActivator}, {@code @MessagingGateway} or an {@code IntegrationFlow}.
 */
public interface Channels {

	/**
	 * Sends a payload to the subscribers of a channel on every member, this one included.
	 * @param channel the channel's name, such as {@code control}
	 * @param payload bytes or a text, sent as they are, or an object, sent as JSON; on a
	 * flow-controlled channel also an {@link java.io.InputStream}, read to its end and
	 * not closed, or a Spring {@code Resource}, which receivers get as a {@code Resource}
	 * @throws IllegalArgumentException if there is no such channel; the message lists
	 * those there are
	 * @throws org.springframework.messaging.MessagingException if the payload cannot be
	 * written, is too large, or the channel is closed; nothing was sent
	 * @throws ChannelFullException if a reliable or flow-controlled channel has no room
	 * for as long as {@code foundation.channels.<name>.send-timeout}; the calling thread
	 * waits
	 */
	void broadcast(String channel, Object payload);

	/**
	 * Subscribes to payloads of a type. A handler that throws does not keep a message
	 * from others; its failure goes to Spring Integration's error channel.
	 * @param <T> the type
	 * @param channel the channel's name
	 * @param type what the handler takes; payloads of other types are none of its
	 * business. Objects of this class are made of JSON here from now on.
	 * @param handler called by the channel's threads, whose number is
	 * {@code foundation.channels.<name>.concurrency}
	 * @return the subscription, to be closed when it is not wanted any more
	 * @throws IllegalArgumentException if there is no such channel
	 */
	<T> Subscription subscribe(String channel, Class<T> type, Consumer<? super T> handler);

	/**
	 * Subscribes to messages with their headers, which {@link ChannelHeaders} names.
	 * @param channel the channel's name
	 * @param handler called by the channel's threads
	 * @return the subscription
	 * @throws IllegalArgumentException if there is no such channel
	 */
	Subscription subscribe(String channel, Consumer<Message<?>> handler);

	/**
	 * The tool under a channel.
	 * @param channel the channel's name
	 * @return the bean {@code foundation.<name>}
	 * @throws IllegalArgumentException if there is no such channel
	 */
	SubscribableChannel channel(String channel);

	/**
	 * What went through the channels on this member.
	 * @return a status for each channel
	 */
	List<ChannelStatus> status();

	/**
	 * Ends when it is closed.
	 */
	interface Subscription extends AutoCloseable {

		/**
		 * Hands over no more messages; what is being handled goes on. Does nothing when
		 * closed already.
		 */
		@Override
		void close();

	}

}
