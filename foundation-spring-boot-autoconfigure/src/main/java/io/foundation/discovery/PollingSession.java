package io.foundation.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a {@link PollingSource}: reports what is new and what is gone. All fields
 * that change are its own thread's.
 */
final class PollingSession {

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final PollingSource source;

	private final LocalNode self;

	private final Peers peers;

	private final SourceThread owner;

	private final CompletableFuture<Void> firstRound = new CompletableFuture<>();

	private Set<InetSocketAddress> known = Set.of();

	private boolean failing;

	PollingSession(PollingSource source, LocalNode self, Peers peers) {
		this.source = source;
		this.self = self;
		this.peers = peers;
		this.owner = new SourceThread("foundation-" + source.strategy().keyword());
	}

	CompletableFuture<Void> begin(Duration interval) {
		this.owner.repeatedly(interval, this::poll);
		return this.firstRound;
	}

	void end() {
		this.owner.end();
		this.firstRound.complete(null);
	}

	private void poll() {
		try {
			Set<InetSocketAddress> addresses = this.source.addresses();
			if (!this.owner.ending()) {
				report(addresses);
				this.failing = false;
			}
		}
		catch (IOException | RuntimeException ex) {
			failed(ex);
		}
		this.firstRound.complete(null);
	}

	private void report(Set<InetSocketAddress> addresses) {
		addresses.stream().filter(this::isOther).map(this::peer).forEach(this.peers::found);
		this.known.stream()
			.filter((address) -> isOther(address) && !addresses.contains(address))
			.map(this::peer)
			.forEach(this.peers::gone);
		this.known = Set.copyOf(addresses);
	}

	private boolean isOther(InetSocketAddress address) {
		return !address.equals(this.self.address()) && !(address.getPort() == this.self.address().getPort()
				&& address.getAddress().equals(this.self.bindAddress().getAddress()));
	}

	private Peer peer(InetSocketAddress address) {
		return new Peer(address, this.source.strategy());
	}

	/** Who does not answer says nothing about who is gone: all that is known stays. */
	private void failed(Exception failure) {
		if (this.owner.ending()) {
			return;
		}
		if (this.failing) {
			log.debug("Strategy {} still has no answer", this.source.strategy().keyword(), failure);
			return;
		}
		this.failing = true;
		log.atWarn()
			.addKeyValue("strategy", this.source.strategy().keyword())
			.log("Strategy {} has no answer ({}); asking again", this.source.strategy().keyword(), failure.toString());
	}

}
