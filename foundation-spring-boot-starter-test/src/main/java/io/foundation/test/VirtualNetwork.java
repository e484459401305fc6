package io.foundation.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A network of virtual hosts on this machine: Linux network namespaces whose {@code eth0}
 * are plugged into one switch (a bridge, in a namespace of its own so that no packet
 * filter of this machine interferes). This machine is on the network too, so that a test
 * can reach its nodes; nothing leads out of it. Needs root, {@code ip} and
 * {@code iptables}: annotate the test with {@link RequiresNamespaces}.
 * <p>
 * Names carry the id of the process that made them, and the network is a free one, so
 * that runs beside each other do not meet. Closing removes everything; what a crashed run
 * left behind is removed by the next one.
 */
public final class VirtualNetwork implements AutoCloseable {

	private static final AtomicInteger networks = new AtomicInteger();

	private static final int FIRST_HOST = 10;

	private final String name = NetworkNames.name(networks.incrementAndGet());

	private final String prefix;

	private final List<VirtualHost> hosts = new CopyOnWriteArrayList<>();

	private final AtomicInteger addresses = new AtomicInteger(FIRST_HOST);

	private VirtualNetwork() {
		this.prefix = FreeNetwork.find();
		Tool.run("ip", "netns", "add", namespace());
		ip("link", "set", "lo", "up");
		// Without snooping the bridge floods multicast, as a switch without a querier
		// does.
		ip("link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
		ip("link", "set", "br0", "up");
		Tool.run("ip", "link", "add", this.name, "type", "veth", "peer", "name", "host", "netns", namespace());
		ip("link", "set", "host", "master", "br0", "up");
		Tool.run("ip", "address", "add", gateway() + "/24", "dev", this.name);
		// Nodes that run on this machine do not take it for one of its own networks.
		Tool.run("ip", "link", "set", this.name, "multicast", "off", "up");
	}

	/**
	 * Makes a network without hosts.
	 * @return the network
	 * @throws IllegalStateException if a tool refuses, with what it said
	 */
	public static VirtualNetwork create() {
		NetworkNames.removeStale();
		return new VirtualNetwork();
	}

	/**
	 * Adds a host to the network.
	 * @return the host
	 */
	public VirtualHost addHost() {
		VirtualHost host = new VirtualHost(this, this.name + "-" + this.hosts.size(), nextAddress());
		this.hosts.add(host);
		return host;
	}

	/**
	 * Adds hosts to the network.
	 * @param count how many
	 * @return the hosts
	 */
	public List<VirtualHost> addHosts(int count) {
		List<VirtualHost> added = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			added.add(addHost());
		}
		return added;
	}

	/**
	 * This machine's own address on the network.
	 * @return the address
	 */
	public String gateway() {
		return this.prefix + ".1";
	}

	String nextAddress() {
		return this.prefix + "." + this.addresses.getAndIncrement();
	}

	/**
	 * Plugs the {@code eth0} of a host's namespace into the switch.
	 * @param namespace the host's namespace
	 */
	void plug(String namespace) {
		String port = port(namespace);
		ip("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", namespace);
		ip("link", "set", port, "master", "br0", "up");
	}

	/**
	 * Gives the {@code eth0} of a host's namespace its carrier, or takes it away.
	 */
	void carrier(String namespace, boolean on) {
		ip("link", "set", port(namespace), on ? "up" : "down");
	}

	/**
	 * Limits what the switch sends to a host.
	 */
	void shape(String namespace, long bitsPerSecond) {
		inSwitch(VirtualHost.shape(port(namespace), bitsPerSecond));
	}

	void unshape(String namespace) {
		inSwitch(List.of("tc", "qdisc", "delete", "dev", port(namespace), "root"));
	}

	private void inSwitch(List<String> command) {
		List<String> line = new ArrayList<>(List.of("ip", "netns", "exec", namespace()));
		line.addAll(command);
		Tool.run(line);
	}

	private String port(String namespace) {
		return "port" + namespace.substring(this.name.length());
	}

	private String namespace() {
		return this.name + "-s";
	}

	private void ip(String... arguments) {
		List<String> command = new ArrayList<>(List.of("ip", "-n", namespace()));
		command.addAll(List.of(arguments));
		Tool.run(command);
	}

	/**
	 * Kills every process that runs on the network's hosts, and removes the network.
	 */
	@Override
	public void close() {
		this.hosts.forEach((host) -> NetworkNames.removeNamespace(host.namespace()));
		Tool.run("ip", "link", "delete", this.name);
		NetworkNames.removeNamespace(namespace());
	}

}
