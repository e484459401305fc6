package io.foundation.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks addresses at which peers may be whether somebody listens: opens a TCP connection
 * to each of them, to all at the same time, and closes it. Its thread is
 * {@code foundation-probe}.
 */
final class AddressProbe implements AutoCloseable {

	private static final Duration ROUND = Duration.ofMillis(500);

	/** As long as Hazelcast gives a connection (ADR 005). */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(AddressProbe.class);

	private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "foundation-probe");
		thread.setDaemon(true);
		return thread;
	});

	private final JoinerFeed feed;

	private @Nullable Future<?> rounds;

	AddressProbe(JoinerFeed feed) {
		this.feed = feed;
	}

	void begin() {
		this.rounds = this.owner.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void round() {
		try {
			List<InetSocketAddress> due = this.feed.due();
			if (!due.isEmpty()) {
				Set<InetSocketAddress> answered = answering(due, PATIENCE);
				due.forEach((address) -> this.feed.probed(address, answered.contains(address)));
			}
		}
		catch (IOException | RuntimeException ex) {
			log.warn("Probing the addresses of peers failed; trying again in {}", ROUND, ex);
		}
	}

	/**
	 * The addresses at which somebody listens.
	 * @param addresses whom to ask
	 * @param patience how long to wait for all of them
	 * @throws IOException if no selector can be opened
	 */
	static Set<InetSocketAddress> answering(List<InetSocketAddress> addresses, Duration patience) throws IOException {
		Set<InetSocketAddress> answered = new HashSet<>();
		try (Selector selector = Selector.open()) {
			addresses.forEach((address) -> connect(selector, address, answered));
			long deadline = System.nanoTime() + patience.toNanos();
			for (long left = patience.toMillis(); left > 0 && !selector.keys().isEmpty()
					&& !Thread.currentThread().isInterrupted(); left = millisUntil(deadline)) {
				selector.select((key) -> finish(key, answered), left);
				// Cancelled keys leave the selector's set with the next look.
				selector.selectNow((key) -> finish(key, answered));
			}
			selector.keys().forEach((key) -> close((SocketChannel) key.channel()));
		}
		return answered;
	}

	private static long millisUntil(long deadline) {
		return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
	}

	private static void connect(Selector selector, InetSocketAddress address, Set<InetSocketAddress> answered) {
		SocketChannel channel = null;
		try {
			channel = SocketChannel.open();
			channel.configureBlocking(false);
			if (channel.connect(address)) {
				answered.add(address);
				channel.close();
			}
			else {
				channel.register(selector, SelectionKey.OP_CONNECT, address);
			}
		}
		catch (IOException | UnresolvedAddressException ex) {
			log.debug("No connection to {}: {}", address, ex.toString());
			close(channel);
		}
	}

	private static void finish(SelectionKey key, Set<InetSocketAddress> answered) {
		SocketChannel channel = (SocketChannel) key.channel();
		InetSocketAddress address = (InetSocketAddress) key.attachment();
		try {
			if (channel.finishConnect()) {
				answered.add(address);
			}
		}
		catch (IOException ex) {
			log.debug("No connection to {}: {}", address, ex.toString());
		}
		finally {
			close(channel);
		}
	}

	private static void close(@Nullable SocketChannel channel) {
		try {
			if (channel != null) {
				channel.close();
			}
		}
		catch (IOException ex) {
			log.debug("Closing a probe failed", ex);
		}
	}

	@Override
	public void close() {
		Future<?> going = this.rounds;
		if (going != null) {
			going.cancel(true);
		}
		this.owner.shutdown();
	}

}
