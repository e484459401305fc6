package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.jspecify.annotations.Nullable;

/**
 * The local node, as it introduces itself to others.
 *
 * @param identity who it is
 * @param scope how far the cluster reaches
 * @param address the address and port of the Hazelcast member, to which others connect
 * @param bindAddress the local address and port on which the member listens
 * @param introductions the loopback socket that holds the claim to the member's port, on
 * which nodes of one host introduce themselves to each other; owned by the cluster, which
 * closes it
 */
public record LocalNode(NodeIdentity identity, Scope scope, InetSocketAddress address, InetSocketAddress bindAddress,
		@Nullable ServerSocket introductions) {

	private static final int INTRODUCTION_OFFSET = 10_000;

	/**
	 * The loopback port on which the node with a member port introduces itself: 10000
	 * above it, or below where there is no such port.
	 * @param memberPort the port of the Hazelcast member
	 * @return the port
	 */
	public static int introductionPort(int memberPort) {
		return (memberPort + INTRODUCTION_OFFSET <= 65535) ? memberPort + INTRODUCTION_OFFSET
				: memberPort - INTRODUCTION_OFFSET;
	}

}
