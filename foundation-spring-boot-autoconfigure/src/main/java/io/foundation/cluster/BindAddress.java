package io.foundation.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The local address for the member and mDNS.
 *
 * @param address the address
 * @param choice how to name it
 * @param reason why this one
 */
record BindAddress(InetAddress address, String choice, String reason) {

	/** Interfaces that container engines and hypervisors make for their own guests. */
	private static final List<String> VIRTUAL = List.of("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "cni",
			"flannel", "utun", "tun", "tap", "wg");

	static BindAddress choose(Scope scope, @Nullable String wanted) {
		if (wanted != null) {
			return explicit(scope, wanted);
		}
		if (scope == Scope.HOST) {
			return new BindAddress(loopback(), "127.0.0.1", "scope is host");
		}
		return detect();
	}

	/**
	 * Whether an interface of this host (still) has the address. A link that is down for
	 * a while keeps it, and is no reason for another member.
	 */
	boolean present() {
		try {
			return NetworkInterface.getByInetAddress(this.address) != null;
		}
		catch (SocketException ex) {
			return false;
		}
	}

	private static BindAddress explicit(Scope scope, String wanted) {
		InetAddress address = addressOf(wanted);
		if (scope == Scope.HOST && !address.isLoopbackAddress()) {
			throw new InvalidConfigurationException("foundation.cluster.interface",
					"'" + wanted + "' is not a loopback interface, but scope is host",
					"Set 'foundation.cluster.secret' to open the cluster to the network, or remove the property.");
		}
		return new BindAddress(address, name(address), "foundation.cluster.interface is '" + wanted + "'");
	}

	private static InetAddress addressOf(String wanted) {
		try {
			NetworkInterface network = NetworkInterface.getByName(wanted);
			if (network != null) {
				return usable(network).findFirst()
					.orElseThrow(() -> unusable(wanted, "has no IPv4 address or is down"));
			}
			InetAddress address = InetAddress.getByName(wanted);
			if (NetworkInterface.getByInetAddress(address) == null) {
				throw unusable(wanted, "is no address of this host");
			}
			return address;
		}
		catch (UnknownHostException ex) {
			throw unusable(wanted, "is neither an interface nor an address of this host");
		}
		catch (SocketException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static InvalidConfigurationException unusable(String wanted, String problem) {
		return new InvalidConfigurationException("foundation.cluster.interface", "'" + wanted + "' " + problem,
				"Choose one of: " + String.join(", ", interfaces().map(NetworkInterface::getName).toList())
						+ "; or remove the property to have one chosen.");
	}

	private static BindAddress detect() {
		Comparator<NetworkInterface> best = Comparator.comparing(BindAddress::virtual)
			.thenComparing((network) -> !multicast(network))
			.thenComparing(NetworkInterface::getIndex);
		return interfaces().filter((network) -> !loopback(network))
			.filter((network) -> usable(network).findAny().isPresent())
			.min(best)
			.map((network) -> new BindAddress(usable(network).findFirst().orElseThrow(), network.getName(),
					"it is the " + (virtual(network) ? "only" : "first")
							+ " interface that is up and reaches other hosts"))
			.orElseGet(() -> new BindAddress(loopback(), "127.0.0.1", "no other interface is up"));
	}

	private static Stream<InetAddress> usable(NetworkInterface network) {
		return network.inetAddresses()
			.filter(Inet4Address.class::isInstance)
			.filter((address) -> up(network) && !address.isAnyLocalAddress());
	}

	private static Stream<NetworkInterface> interfaces() {
		try {
			return NetworkInterface.networkInterfaces();
		}
		catch (SocketException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static boolean up(NetworkInterface network) {
		return ask(network::isUp);
	}

	private static boolean loopback(NetworkInterface network) {
		return ask(network::isLoopback);
	}

	private static boolean multicast(NetworkInterface network) {
		return ask(network::supportsMulticast);
	}

	private static boolean virtual(NetworkInterface network) {
		String name = network.getName().toLowerCase(Locale.ROOT);
		return VIRTUAL.stream().anyMatch(name::startsWith) || ask(network::isPointToPoint);
	}

	private static boolean ask(Question question) {
		try {
			return question.ask();
		}
		catch (IOException ex) {
			return false;
		}
	}

	static InetAddress loopback() {
		try {
			return InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("Four bytes are an address", ex);
		}
	}

	private static String name(InetAddress address) {
		try {
			NetworkInterface network = NetworkInterface.getByInetAddress(address);
			return (network != null) ? network.getName() : address.getHostAddress();
		}
		catch (SocketException ex) {
			return address.getHostAddress();
		}
	}

	/** A question to an interface that may have gone meanwhile. */
	private interface Question {

		boolean ask() throws IOException;

	}

}
