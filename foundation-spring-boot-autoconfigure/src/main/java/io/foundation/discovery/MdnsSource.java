package io.foundation.discovery;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

import javax.jmdns.JmDNS;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.Scope;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Announces the local node over multicast DNS, and listens for others: one {@link JmDNS}
 * on the address that the cluster binds to, owned by an {@link MdnsSession} for each
 * start.
 */
final class MdnsSource implements PeerSource {

	private final DiscoveryProperties.Mdns properties;

	private volatile @Nullable MdnsSession session;

	MdnsSource(DiscoveryProperties.Mdns properties) {
		this.properties = properties;
	}

	@Override
	public Strategy strategy() {
		return Strategy.MDNS;
	}

	@Override
	public String unavailable(Scope scope, InetAddress bindAddress) {
		return MulticastCheck.obstacle(bindAddress);
	}

	@Override
	public CompletionStage<?> start(LocalNode self, Peers peers) {
		MdnsSession started = new MdnsSession(this.properties, self, peers);
		this.session = started;
		return started.begin();
	}

	@Override
	public void stop() {
		MdnsSession running = this.session;
		this.session = null;
		if (running != null) {
			running.end();
		}
	}

	/**
	 * The tool under this source.
	 * @throws IllegalStateException while it is not up
	 */
	JmDNS jmdns() {
		MdnsSession running = this.session;
		JmDNS jmdns = (running != null) ? running.jmdns() : null;
		if (jmdns == null) {
			throw new IllegalStateException("JmDNS is not running: it comes up when the cluster starts with strategy"
					+ " 'mdns' ('foundation.cluster.strategy'), and goes with it");
		}
		return jmdns;
	}

}
