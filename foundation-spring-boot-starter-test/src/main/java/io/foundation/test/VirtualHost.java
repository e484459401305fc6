package io.foundation.test;

import java.util.ArrayList;
import java.util.List;

/**
 * A host of a {@link VirtualNetwork}: a network namespace with a loopback interface and
 * an {@code eth0}. Methods that change it are for one thread at a time.
 */
public final class VirtualHost {

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
	 * Cuts this host off from the others: packets are dropped in silence, in both
	 * directions, as by a pulled cable further away. The test's own machine still reaches
	 * it.
	 */
	public void cut() {
		run("iptables", "-A", "INPUT", "-i", "eth0", "!", "-s", this.network.gateway(), "-j", "DROP");
		run("iptables", "-A", "OUTPUT", "-o", "eth0", "!", "-d", this.network.gateway(), "-j", "DROP");
	}

	/**
	 * Takes back every cut of this host.
	 */
	public void heal() {
		run("iptables", "-F");
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
