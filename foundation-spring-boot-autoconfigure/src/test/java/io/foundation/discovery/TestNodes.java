package io.foundation.discovery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.UUID;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.NodeIdentity;
import io.foundation.cluster.Scope;
import io.foundation.cluster.TestIdentities;
import org.jspecify.annotations.Nullable;

/**
 * Local nodes whose cluster nobody else on this machine has.
 */
final class TestNodes {

	static final String VERSION = "5.7";

	static final String SECRET = "a secret of some length";

	private TestNodes() {
	}

	static String uniqueName() {
		return "test-" + UUID.randomUUID();
	}

	static LocalNode onLoopback(String cluster, @Nullable String secret, int port) {
		return onLoopback(TestIdentities.identity(cluster, VERSION, secret), port);
	}

	static LocalNode onLoopback(NodeIdentity identity, int port) {
		InetSocketAddress address = new InetSocketAddress(literal("127.0.0.1"), port);
		return new LocalNode(identity, Scope.HOST, address, address, null);
	}

	static LocalNode onNetwork(NodeIdentity identity, String address, int port) {
		InetSocketAddress socketAddress = new InetSocketAddress(literal(address), port);
		return new LocalNode(identity, Scope.NETWORK, socketAddress, socketAddress, null);
	}

	/**
	 * A node that listens for introductions on any free port.
	 */
	static LocalNode introducing(NodeIdentity identity) {
		try {
			// Ports for the asking lie above 30000, so that the member's is 10000 below.
			ServerSocket socket = new ServerSocket(0, 50, literal("127.0.0.1"));
			int memberPort = socket.getLocalPort() - 10_000;
			InetSocketAddress address = new InetSocketAddress(literal("127.0.0.1"), memberPort);
			return new LocalNode(identity, Scope.HOST, address, address, socket);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static InetAddress literal(String address) {
		try {
			return InetAddress.getByName(address);
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

}
