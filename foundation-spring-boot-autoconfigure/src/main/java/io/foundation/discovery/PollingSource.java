package io.foundation.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * A source that asks somebody for the addresses of all members, again and again, on a
 * thread of its own.
 */
abstract class PollingSource implements PeerSource {

	private final Strategy strategy;

	private final Duration interval;

	private volatile @Nullable PollingSession session;

	PollingSource(Strategy strategy, Duration interval) {
		this.strategy = strategy;
		this.interval = interval;
	}

	/**
	 * Asks for the addresses of all members. Called by the thread
	 * {@code foundation-<strategy>}, one call at a time.
	 * @return the addresses, resolved
	 * @throws IOException if there is no answer, which is not the same as nobody
	 */
	abstract Set<InetSocketAddress> addresses() throws IOException;

	@Override
	public final Strategy strategy() {
		return this.strategy;
	}

	@Override
	public final CompletionStage<?> start(LocalNode self, Peers peers) {
		PollingSession started = new PollingSession(this, self, peers);
		this.session = started;
		return started.begin(this.interval);
	}

	@Override
	public final void stop() {
		PollingSession running = this.session;
		this.session = null;
		if (running != null) {
			running.end();
		}
	}

}
