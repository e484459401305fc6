package io.foundation.cluster;

import java.net.InetSocketAddress;

/**
 * An address at which a member of this cluster may be.
 *
 * @param address the exact address and port of its Hazelcast member, resolved
 * @param source the strategy that found it
 */
public record Peer(InetSocketAddress address, Strategy source) {

}
