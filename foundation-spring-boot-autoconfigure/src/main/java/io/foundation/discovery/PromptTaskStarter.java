package io.foundation.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Timer;
import java.util.concurrent.atomic.AtomicInteger;

import javax.jmdns.JmDNS;
import javax.jmdns.impl.DNSIncoming;
import javax.jmdns.impl.DNSTaskStarter;
import javax.jmdns.impl.JmDNSImpl;
import javax.jmdns.impl.ServiceInfoImpl;
import javax.jmdns.impl.tasks.RecordReaper;
import javax.jmdns.impl.tasks.Responder;
import javax.jmdns.impl.tasks.resolver.ServiceInfoResolver;
import javax.jmdns.impl.tasks.resolver.ServiceResolver;
import javax.jmdns.impl.tasks.resolver.TypeResolver;
import javax.jmdns.impl.tasks.state.Announcer;
import javax.jmdns.impl.tasks.state.Canceler;
import javax.jmdns.impl.tasks.state.Prober;
import javax.jmdns.impl.tasks.state.Renewer;

import org.jspecify.annotations.Nullable;

/**
 * Starts jmDNS's tasks without its waits: by itself it probes for its host name and its
 * services at intervals of a second, so that it says nothing of itself for four seconds,
 * and takes two to say goodbye. Our names hold a random id, and for names that are known
 * to be unique a responder should skip the probes (RFC 6762, section 8.1). Announcements
 * keep their interval, which that document demands; the tasks are jmDNS's own.
 */
final class PromptTaskStarter implements DNSTaskStarter {

	/**
	 * One for the host name, one for the service; later ones mean that somebody objects.
	 */
	private static final int PROMPT_PROBERS = 2;

	private static final long PROBE_INTERVAL_MILLIS = 20;

	private static final long ANNOUNCE_DELAY_MILLIS = 20;

	private static final long ANNOUNCE_INTERVAL_MILLIS = 1000;

	private static final long GOODBYE_INTERVAL_MILLIS = 50;

	private final JmDNSImpl jmdns;

	private final Timer timer;

	private final Timer stateTimer;

	private final AtomicInteger probers = new AtomicInteger();

	private final boolean hostOnly;

	private final Runnable closed;

	private PromptTaskStarter(JmDNSImpl jmdns, Runnable closed) {
		this.jmdns = jmdns;
		this.closed = closed;
		this.hostOnly = jmdns.getLocalHost().getInetAddress().isLoopbackAddress();
		this.timer = new DNSTaskStarterImpl.StarterTimer("foundation-mdns-timer", true);
		this.stateTimer = new DNSTaskStarterImpl.StarterTimer("foundation-mdns-state", true);
	}

	/**
	 * Creates a JmDNS that works with this starter. The delegate by which jmDNS lets its
	 * starter be replaced is static: it is put back, so that an application's own
	 * instances stay as they are.
	 * @param address the local address
	 * @param name the name of the instance
	 * @param closed called when it has closed, even by itself
	 */
	static synchronized JmDNSImpl create(InetAddress address, String name, Runnable closed) throws IOException {
		Factory.ClassDelegate previous = Factory.classDelegate();
		Factory.setClassDelegate(new Delegate(name, closed, previous));
		try {
			return (JmDNSImpl) JmDNS.create(address, name);
		}
		finally {
			Factory.setClassDelegate(previous);
		}
	}

	@Override
	public void purgeTimer() {
		this.timer.purge();
	}

	@Override
	public void purgeStateTimer() {
		this.stateTimer.purge();
	}

	@Override
	public void cancelTimer() {
		this.timer.cancel();
	}

	@Override
	public void cancelStateTimer() {
		this.stateTimer.cancel();
		this.closed.run();
	}

	@Override
	public void startProber() {
		Prober prober = new Prober(this.jmdns);
		if (this.probers.incrementAndGet() <= PROMPT_PROBERS) {
			this.stateTimer.schedule(prober, 0, PROBE_INTERVAL_MILLIS);
		}
		else {
			prober.start(this.stateTimer);
		}
	}

	@Override
	public void startAnnouncer() {
		this.stateTimer.schedule(new Announcer(this.jmdns), ANNOUNCE_DELAY_MILLIS, ANNOUNCE_INTERVAL_MILLIS);
	}

	@Override
	public void startRenewer() {
		new Renewer(this.jmdns).start(this.stateTimer);
	}

	@Override
	public void startCanceler() {
		this.stateTimer.schedule(new Canceler(this.jmdns), 0, GOODBYE_INTERVAL_MILLIS);
	}

	@Override
	public void startReaper() {
		new RecordReaper(this.jmdns).start(this.timer);
	}

	@Override
	public void startServiceInfoResolver(ServiceInfoImpl info) {
		new ServiceInfoResolver(this.jmdns, info).start(this.timer);
	}

	@Override
	public void startTypeResolver() {
		new TypeResolver(this.jmdns).start(this.timer);
	}

	@Override
	public void startServiceResolver(String type) {
		new ServiceResolver(this.jmdns, type).start(this.timer);
	}

	/**
	 * jmDNS binds the wildcard address and answers, on request, to a single address: on
	 * the loopback interface no answer must leave this host.
	 */
	@Override
	public void startResponder(DNSIncoming query, InetAddress address, int port) {
		if (this.hostOnly && !address.isLoopbackAddress() && !address.isMulticastAddress()) {
			return;
		}
		new Responder(this.jmdns, query, address, port).start(this.timer);
	}

	/**
	 * Makes one starter for the instance with a name, though jmDNS may ask twice at a
	 * time.
	 */
	private static final class Delegate implements Factory.ClassDelegate {

		private final String name;

		private final Runnable closed;

		private final Factory.@Nullable ClassDelegate previous;

		private @Nullable DNSTaskStarter starter;

		private Delegate(String name, Runnable closed, Factory.@Nullable ClassDelegate previous) {
			this.name = name;
			this.closed = closed;
			this.previous = previous;
		}

		@Override
		public synchronized @Nullable DNSTaskStarter newDNSTaskStarter(JmDNSImpl jmdns) {
			if (!jmdns.getName().equals(this.name)) {
				return (this.previous != null) ? this.previous.newDNSTaskStarter(jmdns) : null;
			}
			if (this.starter == null) {
				this.starter = new PromptTaskStarter(jmdns, this.closed);
			}
			return this.starter;
		}

	}

}
