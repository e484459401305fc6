package io.foundation.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.ClusterState;
import io.foundation.cluster.Decision;
import io.foundation.cluster.Departure;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.Quorum;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Scope;
import io.foundation.cluster.Strategy;

/**
 * A cluster of one, in the state that a test wants.
 */
public class StubCluster implements FoundationCluster {

	private final ClusterMember self = new ClusterMember("6f0c7c1e-0000-4000-8000-000000000001", "shop-6f0c",
			"127.0.0.1:5701", true, true);

	private final List<RefusedPeer> refused = new ArrayList<>();

	private volatile ClusterState state = ClusterState.HEALTHY;

	public void become(ClusterState state) {
		this.state = state;
	}

	public void refuse(String address) {
		this.refused.add(
				new RefusedPeer(address, RefusedPeer.Reason.SECRET, "Set foundation.cluster.secret", 1, Instant.EPOCH));
	}

	@Override
	public String name() {
		return "shop";
	}

	@Override
	public ClusterMode mode() {
		return ClusterMode.MORTAL;
	}

	@Override
	public Scope scope() {
		return Scope.HOST;
	}

	@Override
	public List<Strategy> strategies() {
		return List.of(Strategy.MDNS, Strategy.LOOPBACK);
	}

	@Override
	public List<Decision> decisions() {
		return List.of(new Decision("mode", "mortal", "nothing is configured"));
	}

	@Override
	public ClusterState state() {
		return this.state;
	}

	@Override
	public Quorum quorum() {
		return new Quorum(1, this.state != ClusterState.CRITICAL);
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
		return List.copyOf(this.refused);
	}

	@Override
	public long refusals(RefusedPeer.Reason reason) {
		return 0;
	}

	@Override
	public Optional<Duration> formedIn() {
		return Optional.of(Duration.ofMillis(321));
	}

	@Override
	public boolean awaitSize(int size, Duration timeout) {
		return size <= 1;
	}

	@Override
	public HazelcastInstance hazelcast() {
		throw new IllegalStateException("There is no Hazelcast in this test");
	}

}
