package io.foundation.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Foundation's own member: started in the background, replaced when it dies inside a
 * living application or when its network address is gone. All fields but the volatile
 * ones are the thread {@code foundation-member}'s.
 */
final class FoundationMemberLife implements MemberLife {

	private static final Duration MEMBER_INTERVAL = Duration.ofMillis(250);

	private static final Duration NETWORK_INTERVAL = Duration.ofSeconds(2);

	private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);

	private static final int PORT_TRIES = 10;

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final MemberStart.Parts parts;

	private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "foundation-member");
		thread.setDaemon(true);
		return thread;
	});

	private final AddressProbe probe;

	private final CompletableFuture<HazelcastInstance> first = new CompletableFuture<>();

	private final List<Future<?>> watching = new ArrayList<>();

	private volatile State state = State.NEW;

	private volatile @Nullable HazelcastInstance current;

	private volatile String address;

	private @Nullable MemberStart start;

	private @Nullable Listener listener;

	private @Nullable Future<?> retrying;

	private Duration backOff = Duration.ofSeconds(1);

	FoundationMemberLife(MemberStart.Parts parts) {
		this.parts = parts;
		this.probe = new AddressProbe(parts.candidates().feed());
		this.address = BindAddress.loopback().getHostAddress() + ":" + parts.properties().port();
	}

	@Override
	public void listen(Listener listener) {
		this.listener = listener;
	}

	@Override
	public void begin() {
		this.state = State.STARTING;
		this.owner.execute(this::first);
	}

	@Override
	public HazelcastInstance await() {
		HazelcastInstance known = this.current;
		if (known != null) {
			return known;
		}
		try {
			return this.first.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	@Override
	public String address() {
		return this.address;
	}

	@Override
	public void end() {
		if (this.state == State.ENDED) {
			return;
		}
		this.state = State.ENDED;
		CompletableFuture<Void> ended = CompletableFuture.runAsync(this::shutDown, this.owner);
		this.owner.shutdown();
		ended.join();
	}

	private void first() {
		try {
			this.first.complete(startMember());
			this.probe.begin();
			this.watching.add(every(MEMBER_INTERVAL, this::watchMember));
			this.watching.add(every(NETWORK_INTERVAL, this::watchNetwork));
		}
		catch (InvalidConfigurationException ex) {
			this.first.completeExceptionally(ex);
		}
		catch (RuntimeException | Error ex) {
			this.first.completeExceptionally(
					new MemberStartException("The Hazelcast member could not start on " + this.address, ex));
		}
	}

	private Future<?> every(Duration interval, Runnable task) {
		return this.owner.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	private HazelcastInstance startMember() {
		for (int attempt = 1;; attempt++) {
			MemberStart next = MemberStart.prepare(this.parts);
			this.address = next.address();
			try {
				HazelcastInstance member = next.start();
				this.start = next;
				running(member);
				return member;
			}
			catch (HazelcastException | IllegalStateException ex) {
				next.close();
				if (attempt == PORT_TRIES || !MemberStart.lostPort(ex)) {
					throw ex;
				}
				log.debug("Another process took {} meanwhile; trying the next port", next.address());
			}
			catch (RuntimeException | Error ex) {
				next.close();
				throw ex;
			}
		}
	}

	private void running(HazelcastInstance member) {
		member.getLifecycleService().addLifecycleListener((event) -> {
			if (event.getState() == LifecycleState.SHUTDOWN) {
				died(member);
			}
		});
		this.current = member;
		this.backOff = Duration.ofSeconds(1);
		if (this.state == State.STARTING || this.state == State.REPLACING) {
			this.state = State.RUNNING;
		}
	}

	/** Called by Hazelcast's thread: hands over. */
	private void died(HazelcastInstance member) {
		if (this.state != State.ENDED && member == this.current) {
			this.owner.execute(() -> {
				if (this.state == State.RUNNING && member == this.current) {
					log.atError()
						.addKeyValue("address", this.address)
						.log("The Hazelcast member died; starting another");
					replace(member);
				}
			});
		}
	}

	/** A member that runs out of memory goes without a word. */
	private void watchMember() {
		HazelcastInstance member = this.current;
		if (member != null && !member.getLifecycleService().isRunning()) {
			died(member);
		}
	}

	private void watchNetwork() {
		try {
			watchAddress();
		}
		catch (RuntimeException ex) {
			log.warn("Watching the network address failed; trying again in {}", NETWORK_INTERVAL, ex);
		}
	}

	/** A laptop that changed its network has another address now. */
	private void watchAddress() {
		MemberStart running = this.start;
		HazelcastInstance member = this.current;
		if (this.state != State.RUNNING || running == null || member == null
				|| this.parts.plan().scope() == Scope.HOST) {
			return;
		}
		if (!running.bindAddress().present() || betterAddress(running.bindAddress())) {
			log.atWarn()
				.addKeyValue("address", this.address)
				.log("The network of {} is gone or another one is here; starting another member", this.address);
			replace(member);
		}
	}

	private boolean betterAddress(BindAddress bound) {
		if (!bound.address().isLoopbackAddress() || this.parts.properties().networkInterface() != null) {
			return false;
		}
		return !BindAddress.choose(Scope.NETWORK, null).address().isLoopbackAddress();
	}

	private void replace(HazelcastInstance dead) {
		this.state = State.REPLACING;
		notifyLost(dead);
		// Also one that runs no longer: out of memory, it leaves its name behind.
		dead.getLifecycleService().terminate();
		closeStart();
		startAgain();
	}

	private void startAgain() {
		if (this.state != State.REPLACING) {
			return;
		}
		try {
			HazelcastInstance member = startMember();
			if (this.listener != null) {
				this.listener.replaced(member);
			}
		}
		catch (RuntimeException ex) {
			log.atWarn()
				.addKeyValue("retryIn", this.backOff)
				.setCause(ex)
				.log("The member could not be replaced yet; trying again in {}", this.backOff);
			this.retrying = this.owner.schedule(this::startAgain, this.backOff.toMillis(), TimeUnit.MILLISECONDS);
			Duration doubled = this.backOff.multipliedBy(2);
			this.backOff = (doubled.compareTo(MAX_BACK_OFF) < 0) ? doubled : MAX_BACK_OFF;
		}
	}

	private void notifyLost(HazelcastInstance dead) {
		if (this.listener != null) {
			this.listener.lost(dead);
		}
	}

	private void shutDown() {
		this.watching.forEach((each) -> each.cancel(false));
		cancel(this.retrying);
		this.probe.close();
		HazelcastInstance member = this.current;
		closeStart();
		if (member != null && member.getLifecycleService().isRunning()) {
			log.debug("HazelcastInstance.shutdown");
			member.shutdown();
		}
		this.first.completeExceptionally(new IllegalStateException("The member was stopped while it was starting"));
	}

	private static void cancel(@Nullable Future<?> scheduled) {
		if (scheduled != null) {
			scheduled.cancel(false);
		}
	}

	private void closeStart() {
		if (this.start != null) {
			this.start.close();
			this.start = null;
		}
	}

	private enum State {

		NEW, STARTING, RUNNING, REPLACING, ENDED

	}

}
