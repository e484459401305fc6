package io.foundation.test;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The section {@code cluster} of a node's endpoint {@code /actuator/foundation}.
 *
 * @param name the cluster's name
 * @param state {@code forming}, {@code healthy}, {@code degraded} or {@code critical}
 * @param strategy the strategies in effect
 * @param scope {@code host} or {@code network}
 * @param formedInMs how long the member took to be part of a cluster, in milliseconds;
 * {@code null} while it is starting
 * @param localMember the id of the node's own member
 * @param members the members, oldest first; empty while the member is starting
 * @param departures who is gone, oldest first
 * @param refused the nodes that were found and kept out
 */
public record ClusterView(@Nullable String name, @Nullable String state, @Nullable String strategy,
		@Nullable String scope, @Nullable Long formedInMs, @Nullable String localMember, List<Member> members,
		List<Departure> departures, List<Refused> refused) {

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
	 * A member.
	 *
	 * @param id its instance id
	 * @param name its name
	 * @param address its address and port
	 * @param local whether it is the node's own
	 * @param oldest whether it is the oldest
	 */
	public record Member(String id, String name, String address, boolean local, boolean oldest) {

	}

	/**
	 * A member that is gone.
	 *
	 * @param id its instance id
	 * @param name its name
	 * @param kind {@code graceful}, {@code crashed} or {@code unreachable}
	 * @param at when
	 */
	public record Departure(String id, String name, String kind, @Nullable Instant at) {

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
	public record Refused(String address, String reason, String detail, long count, @Nullable Instant lastSeen) {

	}

}
