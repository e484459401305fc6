package io.foundation.cluster;

/**
 * A member is gone.
 *
 * @param member the member that went
 * @param departure how and when
 * @param size the number of members afterwards
 */
public record MemberLeft(ClusterMember member, Departure departure, int size) implements ClusterChange {

	/**
	 * How the member went.
	 * @return the kind of the departure
	 */
	public DepartureKind kind() {
		return this.departure.kind();
	}

}
