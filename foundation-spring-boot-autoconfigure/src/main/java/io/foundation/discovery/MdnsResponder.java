package io.foundation.discovery;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.jmdns.JmDNS;
import javax.jmdns.impl.JmDNSImpl;

import io.foundation.cluster.PeerSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JmDNS that tells when it has stopped working. When a packet cannot be sent, because a
 * network is gone or a firewall says no, jmDNS closes itself, or takes ten seconds to try
 * to recover, which fails as long as it cannot send; then it is down for good, in
 * silence.
 */
final class MdnsResponder {

	/** Longer than jmDNS tries to recover. */
	private static final long RECOVERY_SECONDS = 15;

	private static final String TTL_PROPERTY = "net.dns.ttl";

	/** What RFC 6762, section 10, recommends for records that hold a host name. */
	static final int TTL_SECONDS = 120;

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final JmDNSImpl jmdns;

	private final Runnable lost;

	private final CompletableFuture<Void> down = new CompletableFuture<>();

	private volatile boolean closing;

	private volatile boolean closed;

	/**
	 * Brings up a JmDNS.
	 * @param address the local address
	 * @param name the host name under which it answers
	 * @param lost called by a thread of jmDNS's when it has stopped working
	 * @throws IOException if multicast does not work there
	 */
	MdnsResponder(InetAddress address, String name, Runnable lost) throws IOException {
		this.lost = lost;
		String obstacle = MulticastCheck.obstacle(address);
		if (!obstacle.isEmpty()) {
			throw new IOException(obstacle);
		}
		defaultTimeToLive();
		this.jmdns = PromptTaskStarter.create(named(address, name), name, this::hasClosed);
		this.jmdns.setDelegate((jmdns, services) -> isDown());
	}

	JmDNS jmdns() {
		return this.jmdns;
	}

	/**
	 * Says goodbye and closes: a tenth of a second, or half a minute if it has stopped
	 * working.
	 */
	void close() {
		this.closing = true;
		if (!this.closed && recovering()) {
			awaitRecovery();
		}
		if (!this.closed) {
			if (recovering()) {
				this.jmdns.recoverState(); // else its close() does nothing
			}
			this.jmdns.close();
		}
	}

	private boolean recovering() {
		return this.jmdns.isCanceling() || this.jmdns.isCanceled();
	}

	private void awaitRecovery() {
		try {
			this.down.get(RECOVERY_SECONDS, TimeUnit.SECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			log.debug("jmDNS is not down: it recovered, or closed itself", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void isDown() {
		this.down.complete(null);
		if (!this.closing) {
			this.lost.run();
		}
	}

	private void hasClosed() {
		this.closed = true;
		if (!this.closing) {
			this.lost.run();
		}
	}

	/** An address that knows a name: jmDNS asks for it, and a name server may be slow. */
	private static InetAddress named(InetAddress address, String name) throws IOException {
		return (address instanceof Inet4Address) ? InetAddress.getByAddress(name, address.getAddress()) : address;
	}

	/**
	 * jmDNS would let a record live for an hour, and Hazelcast look for the dead as long.
	 * It reads the property once for the Java process, so an application's own value
	 * stays.
	 */
	private static void defaultTimeToLive() {
		if (System.getProperty(TTL_PROPERTY) == null) {
			System.setProperty(TTL_PROPERTY, Integer.toString(TTL_SECONDS));
		}
	}

}
