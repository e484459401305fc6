package io.foundation.discovery;

import java.time.Duration;
import java.util.regex.Pattern;

import io.foundation.cluster.InvalidConfigurationException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How peers are found.
 *
 * @param mdns Strategy mdns.
 * @param loopback Strategy loopback, which also runs beside mdns in scope host.
 */
@ConfigurationProperties("foundation.discovery")
public record DiscoveryProperties(@DefaultValue Mdns mdns, @DefaultValue Loopback loopback) {

	private static void range(String property, Duration value, Duration min, Duration max) {
		if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
			throw new InvalidConfigurationException(property,
					value.toMillis() + "ms is not between " + min.toMillis() + "ms and " + max.toMillis() + "ms",
					"Choose a duration between them.");
		}
	}

	/**
	 * Strategy mdns.
	 *
	 * @param serviceType DNS-SD service type under which members are announced. Only
	 * nodes with the same one see each other.
	 * @param firstAnswerTimeout How long to wait for the first answer from a peer, once
	 * multicast is up, before the member starts. Later answers are taken while it runs.
	 */
	public record Mdns(@DefaultValue("_foundation._tcp.local.") String serviceType,
			@DefaultValue("1s") Duration firstAnswerTimeout) {

		private static final Pattern SERVICE_TYPE = Pattern.compile("_[A-Za-z0-9-]{1,15}\\._(tcp|udp)\\.local\\.");

		/**
		 * Validates every property on its own.
		 * @throws InvalidConfigurationException naming the property
		 */
		public Mdns {
			if (!SERVICE_TYPE.matcher(serviceType).matches()) {
				throw new InvalidConfigurationException("foundation.discovery.mdns.service-type",
						"'" + serviceType.replaceAll("\\p{Cntrl}", "?") + "' is no DNS-SD service type",
						"Use the form _name._tcp.local. with at most 15 letters, digits and hyphens, and a dot at the end.");
			}
			range("foundation.discovery.mdns.first-answer-timeout", firstAnswerTimeout, Duration.ZERO,
					Duration.ofSeconds(10));
		}

	}

	/**
	 * Strategy loopback, which also runs beside mdns in scope host.
	 *
	 * @param interval How long to wait between two scans of the loopback ports on which
	 * nodes introduce themselves; five times as long after the first five.
	 */
	public record Loopback(@DefaultValue("2s") Duration interval) {

		/**
		 * Validates every property on its own.
		 * @throws InvalidConfigurationException naming the property
		 */
		public Loopback {
			range("foundation.discovery.loopback.interval", interval, Duration.ofMillis(100), Duration.ofMinutes(10));
		}

	}

}
