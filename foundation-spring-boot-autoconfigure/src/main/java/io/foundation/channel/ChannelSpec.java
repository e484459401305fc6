package io.foundation.channel;

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
 */
record ChannelSpec(String name, Delivery delivery, int concurrency, int buffer, Overflow overflow,
		DataSize maxPayload) {

	static final String PREFIX = "foundation.";

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

	private static final Map<String, ChannelSpec> STANDARD = standard();

	private static Map<String, ChannelSpec> standard() {
		Map<String, ChannelSpec> standard = new LinkedHashMap<>();
		standard.put("control", new ChannelSpec("control", Delivery.BEST_EFFORT, 1, 10_000, Overflow.DROP_NEWEST,
				DataSize.ofKilobytes(64)));
		standard.put("telemetry", new ChannelSpec("telemetry", Delivery.NEWEST_WINS, 1, 10_000, Overflow.DROP_OLDEST,
				DataSize.ofKilobytes(64)));
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
			throw new InvalidConfigurationException(property(name), "'" + name + "' names no channel",
					"Use lower-case letters and digits, in words joined by hyphens.");
		}
		ChannelSpec base = (standard != null) ? standard
				: new ChannelSpec(name, Delivery.BEST_EFFORT, 1, 10_000, Overflow.DROP_NEWEST, DataSize.ofMegabytes(1));
		Delivery delivery = or(settings.delivery(), base.delivery);
		Overflow overflow = (delivery == Delivery.NEWEST_WINS) ? Overflow.DROP_OLDEST : base.overflow;
		return new ChannelSpec(name, delivery,
				atLeastOne(name, "concurrency", or(settings.concurrency(), base.concurrency)),
				atLeastOne(name, "buffer", or(settings.buffer(), base.buffer)), or(settings.overflow(), overflow),
				or(settings.maxPayload(), base.maxPayload));
	}

	private static String property(String name) {
		return "foundation.channels." + name;
	}

	private static <T> T or(@Nullable T set, T otherwise) {
		return (set != null) ? set : otherwise;
	}

	private static int atLeastOne(String name, String property, int value) {
		if (value < 1) {
			throw new InvalidConfigurationException(property(name) + "." + property, value + " is less than 1",
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
