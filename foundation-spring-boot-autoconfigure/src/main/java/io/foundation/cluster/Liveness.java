package io.foundation.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The liveness port of this process, and its connections to those of its peers. A process
 * that dies has its connections ended by its operating system: an end of stream on a
 * connection that was fresh, together with a refused new connection, proves that the
 * process is gone, which neither a cut cable nor a firewall that rejects can imitate.
 * <p>
 * One thread, {@code foundation-liveness}, does everything; the port is closed only with
 * a farewell, or with the process.
 */
final class Liveness implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Liveness.class);

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

	/** How long a leaving process waits for peers that do not watch it yet. */
	private static final long LEAVE_AFTER = TimeUnit.SECONDS.toNanos(1);

	private static final long PROBE_EVERY = TimeUnit.MILLISECONDS.toNanos(5);

	private final LivenessPort port;

	private final LivenessWatch watch;

	private final long beatInterval;

	private final LongSupplier nanoTime;

	private final Selector selector;

	private final Thread thread;

	private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();

	private long nextBeat;

	private @Nullable Leaving leaving;

	private volatile boolean ended;

	/**
	 * Prepares everything; {@link #listen} starts the thread and opens the port.
	 * @param identity who this process is
	 * @param lease the lease: beats come ten times as often, and proofs need a beat that
	 * was answered within half of it
	 * @param port the port, or 0 for any free one
	 */
	Liveness(NodeIdentity identity, Duration lease, int port) {
		this(identity, lease, port, System::nanoTime);
	}

	Liveness(NodeIdentity identity, Duration lease, int port, LongSupplier nanoTime) {
		this.beatInterval = lease.toNanos() / 10;
		this.nanoTime = nanoTime;
		this.nextBeat = nanoTime.getAsLong();
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		LivenessCredentials credentials = new LivenessCredentials(identity);
		this.watch = new LivenessWatch(this.selector, credentials, lease.toNanos() / 2, nanoTime);
		this.port = new LivenessPort(this.selector, credentials, this.watch, port, nanoTime);
		this.thread = new Thread(this::run, "foundation-liveness");
		this.thread.setDaemon(true);
	}

	/**
	 * Tells a listener from now on.
	 */
	void listener(Listener listener) {
		this.watch.listener(listener);
	}

	/**
	 * Opens the port on an address, once; it stays open as long as the process lives,
	 * because a closed one is a part of the proof that the process is gone.
	 * @return the port
	 */
	synchronized int listen(InetAddress address) {
		if (this.thread.getState() == Thread.State.NEW) {
			this.thread.start();
		}
		return this.port.listen(address);
	}

	/**
	 * Begins to watch a peer.
	 * @param id its instance id
	 * @param address its liveness port
	 */
	void watch(String id, InetSocketAddress address) {
		WatchedPeer earlier = this.watch.add(new WatchedPeer(id, address, this.nanoTime));
		command(() -> LivenessWatch.drop(earlier));
	}

	/**
	 * Watches a peer no longer.
	 */
	void unwatch(String id) {
		WatchedPeer peer = this.watch.remove(id);
		command(() -> LivenessWatch.drop(peer));
	}

	/**
	 * Whether the peer is watched.
	 */
	boolean watches(String id) {
		return this.watch.peer(id) != null;
	}

	/**
	 * Whether a beat of the peer was heard within this time.
	 */
	boolean heardWithin(String id, Duration time) {
		WatchedPeer peer = this.watch.peer(id);
		return peer != null && peer.heardWithin(time.toNanos());
	}

	/**
	 * Says farewell to everybody who watches, and closes the port. To be called after
	 * everything was handed over.
	 */
	@Override
	public void close() {
		close(Set.of());
	}

	/**
	 * Says farewell to everybody who watches, and closes the port; first waits a moment
	 * for those who should watch and do not yet, because they or this process joined only
	 * just now.
	 * @param watchers the instance ids of those who should hear the farewell
	 */
	void close(Set<String> watchers) {
		if (this.ended || this.thread.getState() == Thread.State.NEW) {
			this.ended = true;
			return;
		}
		CompletableFuture<Void> said = new CompletableFuture<>();
		command(() -> this.leaving = new Leaving(watchers, this.nanoTime.getAsLong() + LEAVE_AFTER, said));
		try {
			said.get(2, TimeUnit.SECONDS);
			this.thread.join(TimeUnit.SECONDS.toMillis(1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			log.warn("Could not say farewell on the liveness port; peers will take this for a crash", ex);
		}
		this.ended = true;
		this.selector.wakeup();
	}

	private void command(Runnable command) {
		this.commands.add(command);
		this.selector.wakeup();
	}

	private void run() {
		while (!this.ended) {
			try {
				turn();
			}
			catch (IOException | RuntimeException ex) {
				log.warn("A turn of the liveness thread failed; going on", ex);
			}
		}
		this.port.close();
		this.watch.close();
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			log.debug("Closing the liveness selector failed", ex);
		}
	}

	private void turn() throws IOException {
		boolean hurry = this.leaving != null || this.watch.probing();
		long wait = hurry ? PROBE_EVERY : this.nextBeat - this.nanoTime.getAsLong();
		this.selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)));
		for (Runnable command = this.commands.poll(); command != null; command = this.commands.poll()) {
			command.run();
		}
		this.selector.selectedKeys().forEach(this::ready);
		this.selector.selectedKeys().clear();
		long now = this.nanoTime.getAsLong();
		this.watch.connectWhereDue(now);
		if (now - this.nextBeat >= 0) {
			this.nextBeat = now + this.beatInterval;
			this.port.expel(now, PATIENCE);
			this.watch.expel(now, PATIENCE);
			this.port.beat();
		}
		leaveWhenDue(now);
	}

	private void leaveWhenDue(long now) {
		Leaving due = this.leaving;
		if (due != null && (this.port.isWatchedBy(due.watchers) || now - due.deadline >= 0)) {
			this.port.farewell();
			this.ended = true;
			due.said.complete(null);
		}
	}

	private void ready(SelectionKey key) {
		if (!key.isValid()) {
			return;
		}
		if (key.channel() instanceof ServerSocketChannel channel) {
			this.port.accept(channel);
		}
		else if (key.attachment() instanceof WatchingLink link) {
			this.port.read(link);
		}
		else if (key.attachment() instanceof WatchedLink link) {
			this.watch.ready(key, link);
			if (link.takeAnswerDue()) {
				this.port.beat(link.peer().id());
			}
		}
	}

	/**
	 * The process leaves, once these watch or it is late.
	 */
	private record Leaving(Set<String> watchers, long deadline, CompletableFuture<Void> said) {

	}

	/**
	 * Told what was proved about a peer, by the thread {@code foundation-liveness}: must
	 * hand over.
	 */
	interface Listener {

		/**
		 * The peer's process is provably gone.
		 */
		void crashed(String id);

		/**
		 * The peer handed over everything, said so, and closed.
		 */
		void saidFarewell(String id);

	}

}
