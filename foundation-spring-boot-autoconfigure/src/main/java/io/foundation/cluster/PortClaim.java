package io.foundation.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port of the member, claimed before Hazelcast binds it, so that it can be made known
 * early and nodes that start together do not run for the same one. The claim is a
 * loopback socket on the port plus 10000; nodes of one host introduce themselves to each
 * other on it.
 */
final class PortClaim implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(PortClaim.class);

	private final int port;

	private final ServerSocket socket;

	private PortClaim(int port, ServerSocket socket) {
		this.port = port;
		this.socket = socket;
	}

	static PortClaim claim(InetAddress bindAddress, int first, int count) {
		for (int port = first; port < first + count; port++) {
			ServerSocket socket = bind(BindAddress.loopback(), claimPort(port));
			if (socket != null) {
				PortClaim claim = new PortClaim(port, socket);
				if (free(bindAddress, port)) {
					return claim;
				}
				claim.close();
			}
		}
		throw new InvalidConfigurationException("foundation.cluster.port",
				"none of the ports " + first + " to " + (first + count - 1) + " on " + bindAddress.getHostAddress()
						+ " is free",
				"Free one of them, choose another first port, or raise 'foundation.cluster.port-count'.");
	}

	static int claimPort(int port) {
		return LocalNode.introductionPort(port);
	}

	int port() {
		return this.port;
	}

	ServerSocket socket() {
		return this.socket;
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			log.debug("Closing the claim to port {} failed", this.port, ex);
		}
	}

	private static boolean free(InetAddress address, int port) {
		try (ServerSocket probe = new ServerSocket()) {
			probe.setReuseAddress(true);
			probe.bind(new InetSocketAddress(address, port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static @Nullable ServerSocket bind(InetAddress address, int port) {
		try {
			ServerSocket socket = new ServerSocket();
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(address, port), 128);
			return socket;
		}
		catch (IOException ex) {
			return null;
		}
	}

}
