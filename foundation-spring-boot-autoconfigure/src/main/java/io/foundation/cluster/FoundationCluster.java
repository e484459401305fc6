package io.foundation.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.hazelcast.core.HazelcastInstance;

/**
 * The cluster as this member sees it: a facade over Hazelcast's
 * {@link com.hazelcast.cluster.Cluster}, which {@link #hazelcast()} reaches. All methods
 * answer from memory and may be called by any thread; only {@link #awaitSize} waits.
 * <p>
 * Bypass it for anything that Hazelcast does: inject
 * {@code @Qualifier("foundation") HazelcastInstance}.
 */
public interface FoundationCluster {

	/**
	 * The cluster's name, as configured.
	 * @return the name
	 */
	String name();

	/**
	 * The mode in effect.
	 * @return the mode
	 */
	ClusterMode mode();

	/**
	 * How far the cluster reaches.
	 * @return the scope; in wizard mode what the application's own configuration says is
	 * not known, and this is {@link Scope#NETWORK}
	 */
	Scope scope();

	/**
	 * The strategies in effect.
	 * @return the strategies, most important first; empty in wizard mode
	 */
	List<Strategy> strategies();

	/**
	 * What Foundation decided by itself, with reasons, in order.
	 * @return the decisions
	 */
	List<Decision> decisions();

	/**
	 * The state of the cluster.
	 * @return the state
	 */
	ClusterState state();

	/**
	 * Whether enough members are here to act for the cluster.
	 * @return the quorum
	 */
	Quorum quorum();

	/**
	 * The member of this process.
	 * @return the member; before the member is up, with the address it is going to have
	 */
	ClusterMember localMember();

	/**
	 * Everybody who is in the cluster.
	 * @return the members, oldest first; empty while the member is starting
	 */
	List<ClusterMember> members();

	/**
	 * Who is gone.
	 * @return the last hundred departures, oldest first
	 */
	List<Departure> departures();

	/**
	 * Nodes that were found and kept out.
	 * @return the last hundred, most recently seen last
	 */
	List<RefusedPeer> refusedPeers();

	/**
	 * How often nodes were refused for a reason since this member is up.
	 * @param reason the reason
	 * @return the number of refused records
	 */
	long refusals(RefusedPeer.Reason reason);

	/**
	 * The time from the start of the member until it was part of a cluster.
	 * @return the time; empty while it is starting
	 */
	Optional<Duration> formedIn();

	/**
	 * Waits until the cluster has at least so many members.
	 * @param size the number of members
	 * @param timeout how long to wait
	 * @return whether it has them; {@code false} when the time is over
	 * @throws InterruptedException if the calling thread is interrupted
	 */
	boolean awaitSize(int size, Duration timeout) throws InterruptedException;

	/**
	 * The tool under this facade.
	 * @return the Hazelcast member; the same object as the bean qualified
	 * {@code foundation}
	 * @throws IllegalStateException if {@code foundation.enabled} is {@code false}
	 */
	HazelcastInstance hazelcast();

}
