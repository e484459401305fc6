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
 * @param bindAddress the local address on which to listen, without meaning for its port
 * @param introductions the loopback socket that holds the claim to the member's port, on
 * which nodes of one host introduce themselves to each other; owned by the cluster, which
 * closes it
 */
public record LocalNode(NodeIdentity identity, Scope scope, InetSocketAddress address, InetSocketAddress bindAddress,
		@Nullable ServerSocket introductions) {

}
