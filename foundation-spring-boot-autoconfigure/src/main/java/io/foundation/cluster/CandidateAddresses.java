package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses at which sources found peers, and the nodes that they refused. Guarded by
 * its own monitor; sources report from their own threads.
 */
final class CandidateAddresses implements Peers {

	private static final int MAX_REFUSED = 100;

	/** Whoever sends forged records with ever new addresses must not fill the log. */
	private static final int MAX_WARNINGS = 50;

	private static final Set<Strategy> ANNOUNCED = EnumSet.of(Strategy.LOOPBACK, Strategy.MDNS);

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final Map<InetSocketAddress, Set<Strategy>> found = new LinkedHashMap<>();

	private final Map<String, RefusedPeer> refused = new LinkedHashMap<>();

	private final Map<RefusedPeer.Reason, Long> refusals = new EnumMap<>(RefusedPeer.Reason.class);

	private final Clock clock;

	private final JoinerFeed feed = new JoinerFeed(System::nanoTime);

	private int warnings;

	CandidateAddresses(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Which of the addresses Hazelcast's joiner gets.
	 */
	JoinerFeed feed() {
		return this.feed;
	}

	/**
	 * Forgets what was found, for a new look-out.
	 */
	synchronized void clear() {
		this.found.clear();
		this.feed.joining(null);
		this.feed.found(List.of());
	}

	@Override
	public synchronized void found(Peer peer) {
		Set<Strategy> sources = this.found.computeIfAbsent(peer.address(), (address) -> new LinkedHashSet<>());
		boolean first = sources.isEmpty();
		sources.add(peer.source());
		if (first) {
			log.debug("{} was found by {}", JoinerFeed.text(peer.address()), peer.source().keyword());
			this.feed.found(this.found.keySet());
		}
	}

	@Override
	public synchronized void gone(Peer peer) {
		Set<Strategy> sources = this.found.get(peer.address());
		if (sources != null && sources.remove(peer.source()) && sources.isEmpty()) {
			this.found.remove(peer.address());
			log.debug("{} is gone from {}", JoinerFeed.text(peer.address()), peer.source().keyword());
			this.feed.found(this.found.keySet());
		}
	}

	@Override
	public void refused(String address, RefusedPeer.Reason reason, String detail) {
		if (count(address, reason, detail)) {
			log.atWarn()
				.addKeyValue("address", address)
				.addKeyValue("reason", reason)
				.log("Refused a node at {}: {}", address, detail);
		}
	}

	private synchronized boolean count(String address, RefusedPeer.Reason reason, String detail) {
		String key = address + " " + reason;
		RefusedPeer earlier = this.refused.remove(key);
		long count = (earlier != null) ? earlier.count() + 1 : 1;
		this.refused.put(key, new RefusedPeer(address, reason, detail, count, this.clock.instant()));
		this.refusals.merge(reason, 1L, Long::sum);
		if (this.refused.size() > MAX_REFUSED) {
			this.refused.remove(this.refused.keySet().iterator().next());
		}
		return earlier == null && ++this.warnings <= MAX_WARNINGS;
	}

	synchronized List<RefusedPeer> refused() {
		return List.copyOf(this.refused.values());
	}

	synchronized long refusals(RefusedPeer.Reason reason) {
		return this.refusals.getOrDefault(reason, 0L);
	}

	/**
	 * The addresses of nodes that made themselves known, and so are up or starting; empty
	 * if there are others, of which that is not known.
	 */
	synchronized Set<InetSocketAddress> announced() {
		boolean all = this.found.values()
			.stream()
			.allMatch((sources) -> sources.stream().anyMatch(ANNOUNCED::contains));
		return all ? Set.copyOf(this.found.keySet()) : Set.of();
	}

	synchronized List<String> addresses() {
		return this.found.keySet().stream().map(JoinerFeed::text).toList();
	}

}
