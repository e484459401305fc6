package io.foundation.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.hazelcast.core.HazelcastInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process alone, where {@code foundation.enabled} is {@code false}: no member, no
 * socket, no thread.
 */
final class LocalCluster implements FoundationCluster {

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final Decision decision = new Decision("mode", "disabled", "foundation.enabled is false");

	private final ClusterMember self;

	private final String name;

	LocalCluster(NodeIdentity identity) {
		this.name = identity.clusterName();
		this.self = new ClusterMember(identity.instanceId(), identity.memberName(), "local", true, true);
		log.warn(
				"foundation.enabled is false: there is no cluster, and what would run once in it runs in this process");
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public ClusterMode mode() {
		return ClusterMode.DISABLED;
	}

	@Override
	public Scope scope() {
		return Scope.HOST;
	}

	@Override
	public List<Strategy> strategies() {
		return List.of();
	}

	@Override
	public List<Decision> decisions() {
		return List.of(this.decision);
	}

	@Override
	public ClusterState state() {
		return ClusterState.HEALTHY;
	}

	@Override
	public Quorum quorum() {
		return new Quorum(1, true);
	}

	@Override
	public ClusterMember localMember() {
		return this.self;
	}

	@Override
	public List<ClusterMember> members() {
		return List.of(this.self);
	}

	@Override
	public List<Departure> departures() {
		return List.of();
	}

	@Override
	public List<RefusedPeer> refusedPeers() {
		return List.of();
	}

	@Override
	public long refusals(RefusedPeer.Reason reason) {
		return 0;
	}

	@Override
	public Optional<Duration> formedIn() {
		return Optional.of(Duration.ZERO);
	}

	@Override
	public boolean awaitSize(int size, Duration timeout) {
		return size <= 1;
	}

	@Override
	public HazelcastInstance hazelcast() {
		throw new IllegalStateException("There is no Hazelcast member: foundation.enabled is false");
	}

}
