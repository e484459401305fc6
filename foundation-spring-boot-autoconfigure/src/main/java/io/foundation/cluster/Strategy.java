package io.foundation.cluster;

import java.util.Locale;

/**
 * How members find each other.
 */
public enum Strategy {

	/** Multicast DNS (RFC 6762, 6763) through jmDNS. */
	MDNS,

	/** The addresses in {@code foundation.cluster.members}. */
	TCP,

	/** The addresses behind the DNS name {@code foundation.cluster.service-dns}. */
	DNS,

	/** Hazelcast's own Kubernetes discovery. */
	KUBERNETES,

	/** Hazelcast's own multicast joiner. */
	MULTICAST,

	/** Any Spring Cloud {@code DiscoveryClient} that the application has. */
	DISCOVERY_CLIENT,

	/** A scan of the loopback ports on which Foundation's nodes introduce themselves. */
	LOOPBACK,

	/** Nobody is looked for; others may still join this member. */
	NONE;

	/**
	 * The keyword of this strategy, as it is written in properties and shown by the
	 * endpoint.
	 * @return the keyword, such as {@code discovery-client}
	 */
	public String keyword() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Whether this strategy can find members on other hosts.
	 * @return {@code false} for {@link #LOOPBACK} and {@link #NONE}
	 */
	public boolean reachesBeyondHost() {
		return this != LOOPBACK && this != NONE;
	}

}
