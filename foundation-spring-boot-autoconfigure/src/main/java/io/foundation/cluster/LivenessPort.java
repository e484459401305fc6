package io.foundation.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The liveness port of this process and those who watch it. Used by the thread
 * {@code foundation-liveness}, except for {@link #listen}.
 */
final class LivenessPort {

	private static final Logger log = LoggerFactory.getLogger(Liveness.class);

	/** Connections that have not proved themselves; more are strangers at play. */
	private static final int MAX_UNPROVED = 256;

	private final Selector selector;

	private final LivenessCredentials credentials;

	private final LivenessWatch watch;

	private final int wantedPort;

	private final LongSupplier nanoTime;

	private final Map<InetAddress, ServerSocketChannel> ports = new ConcurrentHashMap<>();

	private final List<WatchingLink> watchers = new ArrayList<>();

	LivenessPort(Selector selector, LivenessCredentials credentials, LivenessWatch watch, int wantedPort,
			LongSupplier nanoTime) {
		this.selector = selector;
		this.credentials = credentials;
		this.watch = watch;
		this.wantedPort = wantedPort;
		this.nanoTime = nanoTime;
	}

	/**
	 * Opens the port on an address, once.
	 * @return the port
	 */
	int listen(InetAddress address) {
		return this.ports.computeIfAbsent(address, this::open).socket().getLocalPort();
	}

	private ServerSocketChannel open(InetAddress address) {
		try {
			ServerSocketChannel port = ServerSocketChannel.open();
			port.bind(new InetSocketAddress(address, this.wantedPort), 128);
			port.configureBlocking(false);
			port.register(this.selector, SelectionKey.OP_ACCEPT);
			this.selector.wakeup();
			return port;
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(
					"foundation.cluster.liveness-port", "port " + this.wantedPort + " cannot be opened on "
							+ address.getHostAddress() + " (" + ex.getMessage() + ")",
					"Choose a free port, or leave it out to have one chosen.");
		}
	}

	void accept(ServerSocketChannel port) {
		try {
			for (SocketChannel channel = port.accept(); channel != null; channel = port.accept()) {
				if (this.watchers.stream().filter((each) -> each.peer() == null).count() >= MAX_UNPROVED) {
					channel.close();
					continue;
				}
				channel.configureBlocking(false);
				channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
				WatchingLink link = new WatchingLink(channel, this.credentials, this.nanoTime.getAsLong());
				channel.register(this.selector, SelectionKey.OP_READ, link);
				this.watchers.add(link);
			}
		}
		catch (IOException ex) {
			log.debug("Accepting a liveness connection failed", ex);
		}
	}

	void read(WatchingLink link) {
		try {
			boolean unproved = link.peer() == null;
			if (!link.read()) {
				drop(link);
			}
			else if (unproved && link.peer() != null) {
				beat(link);
			}
		}
		catch (IOException ex) {
			log.debug("Closed a connection to the liveness port: {}", ex.getMessage());
			drop(link);
		}
	}

	/**
	 * Tells everybody who watches that this process lives.
	 */
	void beat() {
		List.copyOf(this.watchers).forEach(this::beat);
	}

	/**
	 * Tells one peer, if it watches.
	 */
	void beat(String id) {
		this.watchers.stream().filter((each) -> id.equals(each.peer())).toList().forEach(this::beat);
	}

	/**
	 * Whether all of these peers watch.
	 */
	boolean isWatchedBy(Set<String> peers) {
		Set<String> missing = new HashSet<>(peers);
		this.watchers.forEach((each) -> missing.remove(each.peer()));
		return missing.isEmpty();
	}

	/**
	 * Closes the connections of strangers that say nothing.
	 */
	void expel(long now, long patience) {
		this.watchers.stream().filter((each) -> each.overdue(now, patience)).toList().forEach(this::drop);
	}

	/**
	 * Says farewell to everybody who watches.
	 */
	void farewell() {
		this.watchers.stream().filter((each) -> each.peer() != null).forEach(WatchingLink::farewell);
	}

	void close() {
		this.watchers.forEach(WatchingLink::close);
		this.watchers.clear();
		for (ServerSocketChannel port : this.ports.values()) {
			try {
				port.close();
			}
			catch (IOException ex) {
				log.debug("Closing the liveness port failed", ex);
			}
		}
	}

	private void beat(WatchingLink link) {
		String id = link.peer();
		if (id == null) {
			return;
		}
		WatchedPeer peer = this.watch.peer(id);
		try {
			link.beat((peer != null) ? peer.lastNumber() : 0);
			if (peer != null) {
				peer.sent(link.beats());
			}
		}
		catch (IOException ex) {
			log.debug("A watcher of the liveness port is gone: {}", ex.getMessage());
			drop(link);
		}
	}

	private void drop(WatchingLink link) {
		this.watchers.remove(link);
		link.close();
	}

}
