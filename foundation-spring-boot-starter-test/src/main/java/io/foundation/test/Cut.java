package io.foundation.test;

import java.util.List;

/**
 * How a link is cut. What the two ends see differs, and a cluster must take none of it
 * for the end of a process.
 */
public enum Cut {

	/**
	 * Packets are dropped in silence, as by a pulled cable further away.
	 */
	DROP,

	/**
	 * Packets are answered with an ICMP error, as by a router that has lost its way.
	 */
	REJECT_ICMP,

	/**
	 * TCP is answered with a reset, as by a firewall; the rest is dropped.
	 */
	REJECT_TCP_RESET,

	/**
	 * The interface loses its carrier, as by a pulled plug, which the host itself is told
	 * of; it keeps its address and routes. The test's own machine does not reach the host
	 * either, except by what uses no network: {@link NodeProcess#log()}, signals.
	 */
	LINK_DOWN;

	/**
	 * What {@code iptables} does with a packet, rule by rule.
	 */
	List<List<String>> rules() {
		List<String> drop = List.of("-j", "DROP");
		return switch (this) {
			case DROP -> List.of(drop);
			case REJECT_ICMP -> List.of(List.of("-j", "REJECT", "--reject-with", "icmp-host-unreachable"));
			case REJECT_TCP_RESET -> List.of(List.of("-p", "tcp", "-j", "REJECT", "--reject-with", "tcp-reset"), drop);
			case LINK_DOWN -> List.of();
		};
	}

	/**
	 * The packets that answer a rejected one, and have to pass the filter themselves.
	 */
	List<String> answers() {
		return switch (this) {
			case DROP, LINK_DOWN -> List.of();
			case REJECT_ICMP -> List.of("-p", "icmp", "--icmp-type", "destination-unreachable");
			case REJECT_TCP_RESET -> List.of("-p", "tcp", "--tcp-flags", "RST", "RST");
		};
	}

}
