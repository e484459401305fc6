package io.foundation.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to the liveness ports of peers. Used by the thread
 * {@code foundation-liveness}; which peers there are may be asked and changed by any
 * thread.
 */
final class LivenessWatch {

	private static final Logger log = LoggerFactory.getLogger(Liveness.class);

	private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(250);

	private static final long PROBE_FOR = TimeUnit.SECONDS.toNanos(2);

	private final Selector selector;

	private final LivenessCredentials credentials;

	private final long freshness;

	private volatile Liveness.@Nullable Listener listener;

	private final LongSupplier nanoTime;

	private final Map<String, WatchedPeer> watched = new ConcurrentHashMap<>();

	LivenessWatch(Selector selector, LivenessCredentials credentials, long freshness, LongSupplier nanoTime) {
		this.selector = selector;
		this.credentials = credentials;
		this.freshness = freshness;
		this.nanoTime = nanoTime;
	}

	void listener(Liveness.Listener listener) {
		this.listener = listener;
	}

	private void tell(Consumer<Liveness.Listener> message) {
		Liveness.Listener told = this.listener;
		if (told != null) {
			message.accept(told);
		}
	}

	@Nullable WatchedPeer peer(String id) {
		return this.watched.get(id);
	}

	/**
	 * Adds a peer to connect to at the next turn.
	 * @return the peer that it replaces
	 */
	@Nullable WatchedPeer add(WatchedPeer peer) {
		return this.watched.put(peer.id(), peer);
	}

	@Nullable WatchedPeer remove(String id) {
		return this.watched.remove(id);
	}

	boolean probing() {
		return this.watched.values().stream().anyMatch(WatchedPeer::probing);
	}

	void connectWhereDue(long now) {
		for (WatchedPeer peer : this.watched.values()) {
			if (peer.probing() && peer.link() == null) {
				if (now - peer.probeDeadline() >= 0) {
					peer.probeUntil(0);
					log.debug("The liveness port of {} still answers: no proof", peer.id());
				}
				else {
					connect(peer);
				}
			}
			else if (peer.retryDue(now)) {
				connect(peer);
			}
		}
	}

	void ready(SelectionKey key, WatchedLink link) {
		try {
			if (key.isConnectable() && link.channel().finishConnect()) {
				connected(key, link);
			}
			else if (key.isReadable() && !link.read()) {
				endOfStream(link);
			}
		}
		catch (IOException ex) {
			failed(link.peer(), link, ex);
		}
	}

	/**
	 * Gives up connections that never came to be.
	 */
	void expel(long now, long patience) {
		for (WatchedPeer peer : this.watched.values()) {
			WatchedLink link = peer.link();
			if (link != null && link.overdue(now, patience)) {
				lost(link, "no answer");
			}
		}
	}

	void close() {
		this.watched.values().forEach(LivenessWatch::drop);
		this.watched.clear();
	}

	static void drop(@Nullable WatchedPeer peer) {
		WatchedLink link = (peer != null) ? peer.link() : null;
		if (link != null) {
			link.close();
		}
	}

	private void connect(WatchedPeer peer) {
		WatchedLink link = new WatchedLink(open(), peer, this.credentials, this.nanoTime.getAsLong());
		peer.link(link);
		SocketChannel channel = link.channel();
		try {
			channel.configureBlocking(false);
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_CONNECT, link);
			if (channel.connect(peer.address())) {
				connected(key, link);
			}
		}
		catch (IOException ex) {
			failed(peer, link, ex);
		}
	}

	private static SocketChannel open() {
		try {
			return SocketChannel.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void connected(SelectionKey key, WatchedLink link) throws IOException {
		if (link.peer().probing()) {
			link.close(); // its listening socket is still there; it may be dying
			link.peer().link(null);
			return;
		}
		key.interestOps(SelectionKey.OP_READ);
		link.greet();
	}

	private void endOfStream(WatchedLink link) {
		WatchedPeer peer = link.peer();
		link.close();
		peer.link(null);
		if (link.saidFarewell()) {
			this.watched.remove(peer.id(), peer);
			tell((listener) -> listener.saidFarewell(peer.id()));
		}
		else if (link.direct() && peer.answeredWithin(this.freshness)) {
			log.debug("End of stream from {}: is its port closed?", peer.id());
			peer.probeUntil(this.nanoTime.getAsLong() + PROBE_FOR);
		}
		else {
			lost(link, "end of stream, without proof");
		}
	}

	private void failed(WatchedPeer peer, WatchedLink link, IOException failure) {
		if (!peer.probing()) {
			lost(link, String.valueOf(failure.getMessage()));
		}
		else if (failure instanceof ConnectException && refused(failure)) {
			this.watched.remove(peer.id(), peer);
			link.close();
			tell((listener) -> listener.crashed(peer.id()));
		}
		else {
			link.close(); // a port that is being closed resets; ask again
			peer.link(null);
		}
	}

	private static boolean refused(IOException failure) {
		return String.valueOf(failure.getMessage()).contains("refused");
	}

	private void lost(WatchedLink link, String why) {
		log.debug("Lost the liveness connection to {}: {}", link.peer().id(), why);
		link.close();
		link.peer().link(null);
		link.peer().probeUntil(0);
		link.peer().retryAfter(RETRY);
	}

}
