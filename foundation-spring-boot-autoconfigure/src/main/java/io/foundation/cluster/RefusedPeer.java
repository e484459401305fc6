package io.foundation.cluster;

import java.time.Instant;

/**
 * A node that was found, and is kept out.
 *
 * @param address where it is
 * @param reason why it is kept out
 * @param detail the reason in words, with the property that would change it
 * @param count how often it was refused
 * @param lastSeen when it was last refused
 */
public record RefusedPeer(String address, Reason reason, String detail, long count, Instant lastSeen) {

	/**
	 * Why a node is kept out.
	 */
	public enum Reason {

		/** It bears our cluster's name, but its record is not signed with our secret. */
		SECRET,

		/** It runs another minor version of Hazelcast. */
		VERSION,

		/** Its record cannot be read. */
		MALFORMED

	}

}
