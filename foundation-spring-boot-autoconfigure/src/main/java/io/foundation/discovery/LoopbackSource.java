package io.foundation.discovery;

import java.util.concurrent.CompletionStage;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Finds the nodes of this host without multicast: each listens on the loopback port that
 * holds the claim to its member's port, and scans those of the others. Whoever connects,
 * both sides introduce themselves.
 */
final class LoopbackSource implements PeerSource {

	private final DiscoveryProperties.Loopback properties;

	private final PortRange memberPorts;

	private volatile @Nullable LoopbackSession session;

	LoopbackSource(DiscoveryProperties.Loopback properties, PortRange memberPorts) {
		this.properties = properties;
		this.memberPorts = memberPorts;
	}

	@Override
	public Strategy strategy() {
		return Strategy.LOOPBACK;
	}

	@Override
	public CompletionStage<?> start(LocalNode self, Peers peers) {
		LoopbackSession started = new LoopbackSession(this.properties.interval(), this.memberPorts, self, peers);
		this.session = started;
		return started.begin();
	}

	@Override
	public void stop() {
		LoopbackSession running = this.session;
		this.session = null;
		if (running != null) {
			running.end();
		}
	}

}
