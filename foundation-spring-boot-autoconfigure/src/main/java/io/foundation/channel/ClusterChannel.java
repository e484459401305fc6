package io.foundation.channel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.context.SmartLifecycle;
import org.springframework.integration.channel.AbstractMessageChannel;
import org.springframework.integration.channel.BroadcastCapableChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHandler;

/**
 * A channel whose subscribers are on every member of the cluster.
 */
final class ClusterChannel extends AbstractMessageChannel implements BroadcastCapableChannel, SmartLifecycle {

	/** After the cluster, before whoever sends. */
	static final int PHASE = Integer.MIN_VALUE + 2000;

	private final ChannelSpec spec;

	private final ChannelLink link;

	private final ChannelSender sender;

	private final ChannelReceiver receiver;

	private final List<MessageHandler> handlers = new CopyOnWriteArrayList<>();

	private final ChannelCounters counters = new ChannelCounters();

	/**
	 * Creates a channel; called by the definition that the registrar makes.
	 * @param name its short name
	 * @param engine what all channels share
	 */
	ClusterChannel(String name, ChannelEngine engine) {
		this.spec = engine.spec(name);
		this.link = engine.link(this.spec);
		this.sender = new ChannelSender(this.spec, engine, this.link, this.counters);
		this.receiver = new ChannelReceiver(this.spec, engine, this.counters, this.handlers);
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
		if (!this.receiver.isOpen()) {
			throw new MessageDeliveryException(message, "Channel '" + this.spec.beanName()
					+ "' is closed: the cluster has not started, or the application is stopping");
		}
		return this.sender.send(message, timeout);
	}

	@Override
	public void start() {
		this.receiver.open();
		this.link.open(this.receiver);
	}

	@Override
	public void stop() {
		this.link.close();
		this.receiver.close();
	}

	@Override
	public boolean isRunning() {
		return this.receiver.isOpen();
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
		return this.counters.status(this.spec, this.receiver.lost(), this.receiver.dropped(), this.receiver.queued(),
				this.link.window());
	}

}
