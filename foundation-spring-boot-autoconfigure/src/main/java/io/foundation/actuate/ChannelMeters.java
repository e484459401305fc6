package io.foundation.actuate;

import java.util.function.ToDoubleFunction;

import io.foundation.channel.ChannelStatus;
import io.foundation.channel.Channels;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * The meters {@code foundation.channel.*}, tagged by channel.
 */
final class ChannelMeters implements MeterBinder {

	private final Channels channels;

	ChannelMeters(Channels channels) {
		this.channels = channels;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.channels.status().stream().map(ChannelStatus::name).forEach((name) -> bind(registry, name));
	}

	private void bind(MeterRegistry registry, String name) {
		count(registry, name, "sent", "messages", "Messages sent from this member", ChannelStatus::sent);
		count(registry, name, "received", "messages", "Messages that arrived at this member", ChannelStatus::received);
		count(registry, name, "lost", "messages", "Messages that were sent and did not arrive at this member",
				ChannelStatus::lost);
		count(registry, name, "dropped", "messages", "Messages that arrived and found the buffer full",
				ChannelStatus::dropped);
		count(registry, name, "rejected", "messages", "Messages that found no room when they were to be sent",
				ChannelStatus::rejected);
		count(registry, name, "errors", "messages", "Messages that could not be read or that a subscriber failed on",
				ChannelStatus::errors);
		count(registry, name, "bytes.sent", "bytes", "Payload sent from this member", ChannelStatus::bytesSent);
		count(registry, name, "bytes.received", "bytes", "Bytes that arrived at this member",
				ChannelStatus::bytesReceived);
		gauge(registry, name, "queued", "messages", "Messages that wait for a subscriber", ChannelStatus::queued);
		gauge(registry, name, "window", "bytes", "Messages that were sent and are kept to be sent again",
				ChannelStatus::window);
	}

	private void gauge(MeterRegistry registry, String channel, String what, String unit, String description,
			ToDoubleFunction<ChannelStatus> value) {
		Gauge.builder("foundation.channel." + what, () -> read(channel, value))
			.description(description)
			.baseUnit(unit)
			.tag("channel", channel)
			.register(registry);
	}

	private void count(MeterRegistry registry, String channel, String what, String unit, String description,
			ToDoubleFunction<ChannelStatus> value) {
		FunctionCounter.builder("foundation.channel." + what, this.channels, (all) -> read(channel, value))
			.description(description)
			.baseUnit(unit)
			.tag("channel", channel)
			.register(registry);
	}

	private double read(String channel, ToDoubleFunction<ChannelStatus> value) {
		return this.channels.status()
			.stream()
			.filter((each) -> each.name().equals(channel))
			.mapToDouble(value)
			.findFirst()
			.orElse(0);
	}

}
