package io.foundation.channel;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The application's channels.
 *
 * @param channels Channels by name: the standard ones control, events, telemetry and
 * data, whose settings may be changed, and the application's own.
 */
@ConfigurationProperties("foundation")
record ChannelsProperties(@DefaultValue Map<String, Channel> channels) {

	/**
	 * One channel.
	 *
	 * @param delivery What the channel promises; best-effort for a channel of the
	 * application's own.
	 * @param concurrency Number of threads that deliver messages to this member's
	 * subscribers. With several, messages of one sender still keep their order.
	 * @param buffer Number of received messages that may wait for one of those threads.
	 * @param overflow What happens when the buffer is full.
	 * @param maxPayload Largest payload that is sent.
	 * @param window Size of the memory in which a reliable or flow-controlled channel
	 * keeps what this member sent, for members that missed it; 16MB by default, 8MB for
	 * data.
	 * @param sendTimeout How long a sender waits for room on a reliable channel whose
	 * overflow is block, until the message is refused; 30 s by default.
	 */
	record Channel(@Nullable Delivery delivery, @Nullable Integer concurrency, @Nullable Integer buffer,
			@Nullable Overflow overflow, @Nullable DataSize maxPayload, @Nullable DataSize window,
			@Nullable Duration sendTimeout) {

	}

}
