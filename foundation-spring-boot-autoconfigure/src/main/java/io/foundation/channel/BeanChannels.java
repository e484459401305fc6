package io.foundation.channel;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * The channels that are beans.
 */
final class BeanChannels implements Channels {

	private final Map<String, ClusterChannel> channels;

	private final PayloadCodec payloads;

	BeanChannels(List<ClusterChannel> channels, PayloadCodec payloads) {
		this.channels = channels.stream().collect(Collectors.toMap(ClusterChannel::name, Function.identity()));
		this.payloads = payloads;
	}

	@Override
	public void broadcast(String channel, Object payload) {
		find(channel).send(new GenericMessage<>(payload));
	}

	@Override
	public <T> Subscription subscribe(String channel, Class<T> type, Consumer<? super T> handler) {
		this.payloads.welcome(type);
		return subscribe(channel, (message) -> {
			if (type.isInstance(message.getPayload())) {
				handler.accept(type.cast(message.getPayload()));
			}
		});
	}

	@Override
	public Subscription subscribe(String channel, Consumer<Message<?>> handler) {
		ClusterChannel found = find(channel);
		MessageHandler subscriber = handler::accept;
		found.subscribe(subscriber);
		return () -> found.unsubscribe(subscriber);
	}

	@Override
	public SubscribableChannel channel(String channel) {
		return find(channel);
	}

	@Override
	public List<ChannelStatus> status() {
		return this.channels.values().stream().map(ClusterChannel::status).toList();
	}

	private ClusterChannel find(String name) {
		ClusterChannel channel = this.channels.get(name);
		if (channel == null) {
			throw new IllegalArgumentException("No channel '" + name + "'; there are " + this.channels.keySet()
					+ ", and more can be declared under 'foundation.channels'");
		}
		return channel;
	}

}
