package io.foundation.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what did not arrive by the gaps in each sender's numbers. Guarded by its own
 * monitor.
 */
final class Sequences {

	/** Senders of which the last number is remembered; the longest unheard goes first. */
	private static final int MAX_SENDERS = 1000;

	private final Map<String, Long> last = new LinkedHashMap<>();

	private long lost;

	/**
	 * Takes down the number of a message that arrived.
	 * @return how many messages before it are missing now
	 */
	synchronized long arrived(String sender, long sequence) {
		Long before = this.last.remove(sender);
		long missing = (before != null && sequence > before) ? sequence - before - 1 : 0;
		this.last.put(sender, (before != null) ? Math.max(before, sequence) : sequence);
		if (this.last.size() > MAX_SENDERS) {
			this.last.remove(this.last.keySet().iterator().next());
		}
		this.lost += missing;
		return missing;
	}

	synchronized long lost() {
		return this.lost;
	}

}
