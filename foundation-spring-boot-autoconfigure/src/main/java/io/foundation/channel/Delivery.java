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
	NEWEST_WINS;

	/**
	 * The name in properties and at the endpoint.
	 * @return the name in lower case, with hyphens
	 */
	public String keyword() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
