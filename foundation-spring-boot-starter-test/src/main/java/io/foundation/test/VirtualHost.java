package io.foundation.test;

import java.util.ArrayList;
import java.util.List;

/**
 * A host of a {@link VirtualNetwork}: a network namespace with a loopback interface and
 * an {@code eth0}. Methods that change it are for one thread at a time.
 */
public final class VirtualHost {

	private static final long LEAST_BANDWIDTH = 8000;

	private final VirtualNetwork network;

	private final String namespace;

	private volatile String address;

	VirtualHost(VirtualNetwork network, String namespace, String address) {
		this.network = network;
		this.namespace = namespace;
		this.address = address;
		Tool.run("ip", "netns", "add", namespace);
		ip("link", "set", "lo", "up");
		network.plug(namespace);
		ip("link", "set", "eth0", "up");
		ip("address", "add", address + "/24", "broadcast", "+", "dev", "eth0");
	}

	/**
	 * The address of {@code eth0}.
	 * @return the address
	 */
	public String address() {
		return this.address;
	}

	/**
	 * Runs a command on this host and waits for it.
	 * @param command the command and its arguments
	 * @return what it wrote to its standard output and error
	 * @throws IllegalStateException if it fails
	 */
	public String run(String... command) {
		return Tool.run(inside(List.of(command)));
	}

	/**
	 * Cuts this host off from the others with {@link Cut#DROP}, in both directions. The
	 * test's own machine still reaches it.
	 */
	public void cut() {
		cut(Cut.DROP);
	}

	/**
	 * Cuts this host off from the others, in both directions. The test's own machine
	 * still reaches it, except with {@link Cut#LINK_DOWN}.
	 * @param kind how
	 */
	public void cut(Cut kind) {
		if (kind == Cut.LINK_DOWN) {
			this.network.carrier(this.namespace, false);
			return;
		}
		letAnswersOut(kind);
		kind.rules().forEach((rule) -> {
			filter("INPUT", List.of("-i", "eth0", "!", "-s", this.network.gateway()), rule);
			filter("OUTPUT", List.of("-o", "eth0", "!", "-d", this.network.gateway()), rule);
		});
	}

	/**
	 * Cuts the link between this host and another one with {@link Cut#DROP}, in both
	 * directions.
	 * @param other the other host
	 */
	public void cutFrom(VirtualHost other) {
		cutFrom(other, Cut.DROP);
	}

	/**
	 * Cuts the link between this host and another one, in both directions.
	 * @param other the other host
	 * @param kind how, but not {@link Cut#LINK_DOWN}
	 */
	public void cutFrom(VirtualHost other, Cut kind) {
		requirePair(kind);
		letAnswersOut(kind);
		kind.rules().forEach((rule) -> {
			filter("INPUT", List.of("-s", other.address), rule);
			filter("OUTPUT", List.of("-d", other.address), rule);
		});
	}

	/**
	 * Cuts one direction: what this host sends to another one is lost in silence.
	 * @param other the other host
	 */
	public void cutTo(VirtualHost other) {
		cutTo(other, Cut.DROP);
	}

	/**
	 * Cuts one direction: what this host sends to another one is lost.
	 * @param other the other host
	 * @param kind how, but not {@link Cut#LINK_DOWN}
	 */
	public void cutTo(VirtualHost other, Cut kind) {
		requirePair(kind);
		kind.rules().forEach((rule) -> filter("OUTPUT", List.of("-d", other.address), rule));
	}

	private static void requirePair(Cut kind) {
		if (kind == Cut.LINK_DOWN) {
			throw new IllegalArgumentException("LINK_DOWN cuts a host off from all others: use cut(Cut)");
		}
	}

	private void letAnswersOut(Cut kind) {
		if (!kind.answers().isEmpty()) {
			filter("OUTPUT", kind.answers(), List.of("-j", "ACCEPT"));
		}
	}

	private void filter(String chain, List<String> packets, List<String> rule) {
		List<String> command = new ArrayList<>(List.of("iptables", "-A", chain));
		command.addAll(packets);
		command.addAll(rule);
		run(command.toArray(String[]::new));
	}

	/**
	 * Takes back every cut that was made on this host; one that another host made
	 * ({@link #cutFrom}, {@link #cutTo}) is that host's to take back. Addresses and
	 * routes are those of before the cut.
	 */
	public void heal() {
		run("iptables", "-F");
		this.network.carrier(this.namespace, true);
	}

	/**
	 * Limits the bandwidth of this host's link, in each direction, in place of an earlier
	 * limit. What waits longer than 100 ms for its turn is dropped.
	 * @param bitsPerSecond the limit; at least 8000, so that it is a byte a millisecond
	 */
	public void limitBandwidth(long bitsPerSecond) {
		if (bitsPerSecond < LEAST_BANDWIDTH) {
			throw new IllegalArgumentException(
					"At least " + LEAST_BANDWIDTH + " bits per second, not " + bitsPerSecond);
		}
		unlimitBandwidth();
		Tool.run(inside(shape("eth0", bitsPerSecond)));
		this.network.shape(this.namespace, bitsPerSecond);
	}

	/**
	 * Takes back the limit of the bandwidth.
	 */
	public void unlimitBandwidth() {
		if (run("tc", "qdisc", "show", "dev", "eth0").contains("tbf")) {
			run("tc", "qdisc", "delete", "dev", "eth0", "root");
			this.network.unshape(this.namespace);
		}
	}

	/** A bucket of 10 ms, and a queue of 100 ms: about what a switch has. */
	static List<String> shape(String device, long bitsPerSecond) {
		long burst = Math.max(16_000, bitsPerSecond / 8 / 100);
		return List.of("tc", "qdisc", "add", "dev", device, "root", "tbf", "rate", bitsPerSecond + "bit", "burst",
				Long.toString(burst), "latency", "100ms");
	}

	/**
	 * Takes the host's address away and gives it another one, as a laptop experiences
	 * that changes its network.
	 */
	public void changeAddress() {
		String next = this.network.nextAddress();
		ip("address", "flush", "dev", "eth0");
		ip("address", "add", next + "/24", "broadcast", "+", "dev", "eth0");
		this.address = next;
	}

	String namespace() {
		return this.namespace;
	}

	List<String> inside(List<String> command) {
		List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", this.namespace));
		line.addAll(command);
		return line;
	}

	private void ip(String... arguments) {
		List<String> command = new ArrayList<>(List.of("ip", "-n", this.namespace));
		command.addAll(List.of(arguments));
		Tool.run(command);
	}

	@Override
	public String toString() {
		return this.namespace + " (" + this.address + ")";
	}

}
