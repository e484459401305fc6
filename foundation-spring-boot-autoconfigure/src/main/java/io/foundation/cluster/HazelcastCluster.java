package io.foundation.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.hazelcast.core.HazelcastInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The cluster on a Hazelcast member. The member begins to start when this bean is made,
 * beside the application context; {@link #start()} waits for it.
 */
final class HazelcastCluster implements FoundationCluster, SmartLifecycle, DisposableBean, MemberLife.Listener {

	/** First to start, last to stop: whatever uses the cluster comes in between. */
	static final int PHASE = Integer.MIN_VALUE + 1000;

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final ClusterSetup setup;

	private final MemberLife life;

	private final Membership membership;

	private final Clock clock;

	private final long begun;

	private final HazelcastInstance hazelcast;

	private volatile boolean running;

	HazelcastCluster(ClusterSetup setup, MemberLife life, ApplicationEventPublisher events, Clock clock) {
		this.setup = setup;
		this.life = life;
		this.clock = clock;
		this.membership = new Membership(setup.properties(), setup.liveness(), setup.candidates().feed(), clock,
				events::publishEvent);
		this.hazelcast = (setup.mode() == ClusterMode.WIZARD) ? life.await() : MemberProxy.of(life);
		this.begun = clock.millis();
		life.listen(this);
		life.begin();
	}

	@Override
	public void start() {
		HazelcastInstance member = this.life.await();
		Duration took = Duration.ofMillis(Math.max(0, this.clock.millis() - this.begun));
		this.membership.attach(member, took);
		this.running = true;
	}

	@Override
	public void stop() {
		destroy();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	/** A paused test context stays in its cluster. */
	@Override
	public boolean isPauseable() {
		return false;
	}

	/** Also when the context fails before its lifecycle starts. */
	@Override
	public void destroy() {
		this.running = false;
		this.setup.liveness().close(this.membership.close());
		this.life.end();
	}

	@Override
	public void lost(HazelcastInstance member) {
		this.membership.lost(member);
	}

	@Override
	public void replaced(HazelcastInstance member) {
		log.debug("Following the member that replaces the lost one");
		this.membership.attach(member, Duration.ZERO);
	}

	@Override
	public String name() {
		return (this.setup.mode() == ClusterMode.WIZARD) ? this.hazelcast.getConfig().getClusterName()
				: this.setup.identity().clusterName();
	}

	@Override
	public ClusterMode mode() {
		return this.setup.mode();
	}

	@Override
	public Scope scope() {
		return this.setup.plan().scope();
	}

	@Override
	public List<Strategy> strategies() {
		return this.setup.plan().strategies();
	}

	@Override
	public List<Decision> decisions() {
		return this.setup.decisions().made();
	}

	@Override
	public ClusterState state() {
		return this.membership.view().state();
	}

	@Override
	public Quorum quorum() {
		return this.membership.view().quorum();
	}

	@Override
	public ClusterMember localMember() {
		return members().stream()
			.filter(ClusterMember::local)
			.findFirst()
			.orElseGet(() -> new ClusterMember(this.setup.identity().instanceId(), this.setup.identity().memberName(),
					this.life.address(), true, false));
	}

	@Override
	public List<ClusterMember> members() {
		return this.membership.view().members();
	}

	@Override
	public List<Departure> departures() {
		return this.membership.view().departures();
	}

	@Override
	public List<RefusedPeer> refusedPeers() {
		return this.setup.candidates().refused();
	}

	@Override
	public long refusals(RefusedPeer.Reason reason) {
		return this.setup.candidates().refusals(reason);
	}

	@Override
	public Optional<Duration> formedIn() {
		return Optional.ofNullable(this.membership.view().formedIn());
	}

	@Override
	public boolean awaitSize(int size, Duration timeout) throws InterruptedException {
		return this.membership.awaitSize(size, timeout);
	}

	@Override
	public HazelcastInstance hazelcast() {
		return this.hazelcast;
	}

}
