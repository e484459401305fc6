package io.foundation.channel;

import java.util.Locale;

/**
 * What a channel promises.
 */
public enum Delivery {

	/**
	 * At once, to whoever is here now; what cannot be delivered is dropped and counted.
	 * Ordered per sender.
	 */
	BEST_EFFORT,

	/**
	 * Best effort, where a newer message makes an older one worthless.
	 */
	NEWEST_WINS,

	/**
	 * Once and in the order of each sender to every member that is there, and to one that
	 * was away, as long as the sender's window still holds what it missed. A sender waits
	 * when a member cannot keep up.
	 */
	RELIABLE,

	/**
	 * Reliable, for bulk: large payloads go in fragments, and no more is on its way at a
	 * time than what fills the link, so that whatever else is sent hardly waits.
	 */
	FLOW_CONTROLLED;

	boolean isReliable() {
		return this == RELIABLE || this == FLOW_CONTROLLED;
	}

	/**
	 * The name in properties and at the endpoint.
	 * @return the name in lower case, with hyphens
	 */
	public String keyword() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
