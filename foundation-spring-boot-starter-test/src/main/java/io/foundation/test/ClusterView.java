package io.foundation.test;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cluster as a node sees it: what its {@link FoundationCluster} says, which is also
 * the section {@code cluster} of its endpoint {@code /actuator/foundation}.
 *
 * @param name the cluster's name
 * @param state {@code forming}, {@code healthy}, {@code degraded} or {@code critical}
 * @param strategy the strategies in effect
 * @param scope {@code host} or {@code network}
 * @param formedInMs how long the member took to be part of a cluster, in milliseconds;
 * {@code null} while it is starting
 * @param quorum whether enough members are there
 * @param localMember the id of the node's own member
 * @param members the members, oldest first; empty while the member is starting
 * @param departures who is gone, oldest first
 * @param refused the nodes that were found and kept out
 */
public record ClusterView(@Nullable String name, @Nullable String state, @Nullable String strategy,
		@Nullable String scope, @Nullable Long formedInMs, @Nullable Quorum quorum, @Nullable String localMember,
		List<Member> members, List<Departure> departures, List<Refused> refused) implements Serializable {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	/**
	 * Takes what is missing as empty.
	 */
	public ClusterView {
		members = (members != null) ? List.copyOf(members) : List.of();
		departures = (departures != null) ? List.copyOf(departures) : List.of();
		refused = (refused != null) ? List.copyOf(refused) : List.of();
	}

	static ClusterView parse(String json) {
		return mapper.readValue(json, ClusterView.class);
	}

	/**
	 * The view of this process's own member.
	 */
	static ClusterView of(FoundationCluster cluster) {
		return new ClusterView(cluster.name(), keyword(cluster.state()),
				cluster.strategies().stream().map(Strategy::keyword).findFirst().orElse(null), keyword(cluster.scope()),
				cluster.formedIn().map(Duration::toMillis).orElse(null),
				new Quorum(cluster.quorum().required(), cluster.quorum().present()), cluster.localMember().id(),
				cluster.members().stream().map(Member::of).toList(),
				cluster.departures().stream().map(Departure::of).toList(),
				cluster.refusedPeers().stream().map(Refused::of).toList());
	}

	private static String keyword(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The size of the cluster.
	 * @return the number of members
	 */
	public int size() {
		return this.members.size();
	}

	/**
	 * Who is in the cluster.
	 * @return the members' ids
	 */
	public Set<String> memberIds() {
		return this.members.stream().map(Member::id).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Who is in the cluster, by name.
	 * @return the members' names
	 */
	public Set<String> memberNames() {
		return this.members.stream().map(Member::name).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * How a member went.
	 * @param member the member's name
	 * @return {@code graceful}, {@code crashed} or {@code unreachable}: its last
	 * departure; empty if there is none
	 */
	public Optional<String> departureOf(String member) {
		return this.departures.stream()
			.filter((departure) -> departure.name().equals(member))
			.reduce((earlier, later) -> later)
			.map(Departure::kind);
	}

	/**
	 * Whether enough members are there to act for the cluster.
	 *
	 * @param required how many it takes
	 * @param present whether they are there
	 */
	public record Quorum(int required, boolean present) implements Serializable {

	}

	/**
	 * A member.
	 *
	 * @param id its instance id
	 * @param name its name
	 * @param address its address and port
	 * @param local whether it is the node's own
	 * @param oldest whether it is the oldest
	 */
	public record Member(String id, String name, String address, boolean local,
			boolean oldest) implements Serializable {

		static Member of(ClusterMember member) {
			return new Member(member.id(), member.name(), member.address(), member.local(), member.oldest());
		}

	}

	/**
	 * A member that is gone.
	 *
	 * @param id its instance id
	 * @param name its name
	 * @param kind {@code graceful}, {@code crashed} or {@code unreachable}
	 * @param at when
	 */
	public record Departure(String id, String name, String kind, @Nullable Instant at) implements Serializable {

		static Departure of(io.foundation.cluster.Departure departure) {
			return new Departure(departure.id(), departure.name(), departure.kind().keyword(), departure.at());
		}

	}

	/**
	 * A node that was found and kept out.
	 *
	 * @param address where it is
	 * @param reason {@code secret}, {@code version} or {@code malformed}
	 * @param detail the reason in words
	 * @param count how often it was refused
	 * @param lastSeen when last
	 */
	public record Refused(String address, String reason, String detail, long count,
			@Nullable Instant lastSeen) implements Serializable {

		static Refused of(RefusedPeer peer) {
			return new Refused(peer.address(), keyword(peer.reason()), peer.detail(), peer.count(), peer.lastSeen());
		}

	}

}
