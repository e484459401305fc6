package io.foundation.channel;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.foundation.cluster.InvalidConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * How a channel is, with defaults filled in.
 *
 * @param name its short name
 * @param delivery what it promises
 * @param concurrency how many threads deliver
 * @param buffer how many received messages may wait for each thread
 * @param overflow what happens to more
 * @param maxPayload how large a payload may be
 * @param window how much is kept to be sent again, where the delivery is reliable
 * @param sendTimeout how long a sender waits for room there
 */
record ChannelSpec(String name, Delivery delivery, int concurrency, int buffer, Overflow overflow, DataSize maxPayload,
		DataSize window, Duration sendTimeout) {

	private static final DataSize MIN_FLOW_WINDOW = DataSize.ofKilobytes(256);

	private static final DataSize WINDOW = DataSize.ofMegabytes(16);

	private static final Duration SEND_TIMEOUT = Duration.ofSeconds(30);

	static final String PREFIX = "foundation.";

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private static final Map<String, ChannelSpec> STANDARD = standard();

	private static Map<String, ChannelSpec> standard() {
		Map<String, ChannelSpec> standard = new LinkedHashMap<>();
		standard.put("control", new ChannelSpec("control", Delivery.BEST_EFFORT, 1, 10_000, Overflow.DROP_NEWEST,
				DataSize.ofKilobytes(64), WINDOW, SEND_TIMEOUT));
		standard.put("events", new ChannelSpec("events", Delivery.RELIABLE, 1, 10_000, Overflow.BLOCK,
				DataSize.ofMegabytes(1), WINDOW, SEND_TIMEOUT));
		standard.put("data", new ChannelSpec("data", Delivery.FLOW_CONTROLLED, 1, 512, Overflow.BLOCK,
				DataSize.ofGigabytes(4), DataSize.ofMegabytes(8), SEND_TIMEOUT));
		standard.put("telemetry", new ChannelSpec("telemetry", Delivery.NEWEST_WINS, 1, 10_000, Overflow.DROP_OLDEST,
				DataSize.ofKilobytes(64), WINDOW, SEND_TIMEOUT));
		return standard;
	}

	/**
	 * The channels there are, the standard ones first.
	 */
	static Map<String, ChannelSpec> all(Map<String, ChannelsProperties.Channel> declared) {
		Map<String, ChannelSpec> all = new LinkedHashMap<>(STANDARD);
		declared.forEach((name, settings) -> all.put(name, of(name, STANDARD.get(name), settings)));
		return all;
	}

	private static ChannelSpec of(String name, @Nullable ChannelSpec standard, ChannelsProperties.Channel settings) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidConfigurationException(propertyOf(name), "'" + name + "' names no channel",
					"Use lower-case letters and digits, in words joined by hyphens.");
		}
		ChannelSpec base = (standard != null) ? standard : new ChannelSpec(name, Delivery.BEST_EFFORT, 1, 10_000,
				Overflow.DROP_NEWEST, DataSize.ofMegabytes(1), WINDOW, SEND_TIMEOUT);
		Delivery delivery = or(settings.delivery(), base.delivery);
		return checked(new ChannelSpec(name, delivery,
				atLeastOne(name, "concurrency", or(settings.concurrency(), base.concurrency)),
				atLeastOne(name, "buffer", or(settings.buffer(), base.buffer)),
				or(settings.overflow(), overflow(delivery)), or(settings.maxPayload(), base.maxPayload),
				or(settings.window(), base.window), or(settings.sendTimeout(), base.sendTimeout)));
	}

	private static Overflow overflow(Delivery delivery) {
		return switch (delivery) {
			case BEST_EFFORT -> Overflow.DROP_NEWEST;
			case NEWEST_WINS -> Overflow.DROP_OLDEST;
			case RELIABLE, FLOW_CONTROLLED -> Overflow.BLOCK;
		};
	}

	private static ChannelSpec checked(ChannelSpec spec) {
		boolean reliable = spec.delivery.isReliable();
		if (!spec.overflow.goesWith(spec.delivery)) {
			throw new InvalidConfigurationException(propertyOf(spec.name) + ".overflow",
					spec.overflow + " does not go with the delivery " + spec.delivery.keyword(),
					reliable ? "Use block, reject or drop-oldest."
							: "Use drop-newest or drop-oldest: only a reliable channel makes its sender wait.");
		}
		if (spec.delivery == Delivery.RELIABLE && spec.maxPayload.toBytes() * 2 > spec.window.toBytes()) {
			throw new InvalidConfigurationException(propertyOf(spec.name) + ".window",
					spec.window + " holds less than two messages of the largest payload, " + spec.maxPayload,
					"Make the window larger, or set '" + propertyOf(spec.name) + ".max-payload' lower.");
		}
		if (spec.delivery == Delivery.FLOW_CONTROLLED && spec.window.toBytes() < MIN_FLOW_WINDOW.toBytes()) {
			throw new InvalidConfigurationException(propertyOf(spec.name) + ".window",
					spec.window + " is less than " + MIN_FLOW_WINDOW, "Make the window larger.");
		}
		if (spec.sendTimeout.isNegative()) {
			throw new InvalidConfigurationException(propertyOf(spec.name) + ".send-timeout",
					spec.sendTimeout + " is negative", "Use 0 to have a message refused at once.");
		}
		return spec;
	}

	WindowSettings windowSettings() {
		return new WindowSettings(this.window.toBytes(), this.delivery == Delivery.FLOW_CONTROLLED,
				this.overflow == Overflow.DROP_OLDEST);
	}

	/** A property of the channel, as an application would set it. */
	String property(String setting) {
		return "'" + propertyOf(this.name) + "." + setting + "'";
	}

	/** How long a sender waits for room. */
	Duration patience() {
		return (this.overflow == Overflow.BLOCK) ? this.sendTimeout : Duration.ZERO;
	}

	private static String propertyOf(String name) {
		return "foundation.channels." + name;
	}

	private static <T> T or(@Nullable T set, T otherwise) {
		return (set != null) ? set : otherwise;
	}

	private static int atLeastOne(String name, String property, int value) {
		if (value < 1) {
			throw new InvalidConfigurationException(propertyOf(name) + "." + property, value + " is less than 1",
					"Set it to 1 or more, or leave it out.");
		}
		return value;
	}

	/**
	 * The name of the bean and of the topic.
	 */
	String beanName() {
		return PREFIX + this.name;
	}

}
