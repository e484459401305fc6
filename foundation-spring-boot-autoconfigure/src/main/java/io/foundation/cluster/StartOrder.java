package io.foundation.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who goes first when nodes start together. Members that look for each other while none
 * of them is up ask around for seconds before they agree on a master. So the one with the
 * lowest address goes ahead alone, and the others wait until it listens, and join.
 */
final class StartOrder {

	private static final Logger log = LoggerFactory.getLogger(StartOrder.class);

	private static final int CONNECT_MILLIS = 200;

	private static final long POLL = TimeUnit.MILLISECONDS.toNanos(50);

	private static final Comparator<InetSocketAddress> ORDER = Comparator
		.<InetSocketAddress, byte[]>comparing((address) -> address.getAddress().getAddress(), Arrays::compareUnsigned)
		.thenComparing(InetSocketAddress::getPort);

	private final Predicate<InetSocketAddress> listening;

	private final Duration patience;

	/**
	 * Creates the order.
	 * @param patience how long to wait for somebody else, who may never come up
	 */
	StartOrder(Duration patience) {
		this(patience, StartOrder::accepts);
	}

	StartOrder(Duration patience, Predicate<InetSocketAddress> listening) {
		this.patience = patience;
		this.listening = listening;
	}

	/**
	 * Waits for this node's turn.
	 * @param self the address of the local member
	 * @param candidates where peers may be
	 * @return whether this node goes ahead alone; otherwise it looks for the others as it
	 * starts
	 */
	boolean goesFirst(InetSocketAddress self, CandidateAddresses candidates) {
		long deadline = System.nanoTime() + this.patience.toNanos();
		while (System.nanoTime() - deadline < 0 && !Thread.currentThread().isInterrupted()) {
			Set<InetSocketAddress> starting = candidates.announced();
			if (starting.isEmpty() || starting.stream().anyMatch(this.listening)) {
				return false;
			}
			if (starting.stream().allMatch((other) -> ORDER.compare(self, other) < 0)) {
				log.debug("Going first; {} follow", starting);
				return true;
			}
			LockSupport.parkNanos(POLL);
		}
		return false;
	}

	private static boolean accepts(InetSocketAddress address) {
		try (Socket socket = new Socket()) {
			socket.connect(address, CONNECT_MILLIS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
