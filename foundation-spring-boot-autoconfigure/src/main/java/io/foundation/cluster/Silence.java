package io.foundation.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells whose beats have not been heard for so long that they count as silent, though
 * Hazelcast may still list them: cut off, a member that is not the oldest needs twice the
 * time-out until it says so of the others. Time is counted in looks and not read off a
 * clock, so that a pause of this process makes nobody silent. Confined to the thread that
 * owns the membership.
 */
final class Silence {

	/** The time from one look to the next. */
	static final Duration LOOK = Duration.ofMillis(500);

	/** Several beats may be late; the first look that misses them comes after it. */
	static final Duration FRESH = Duration.ofSeconds(1);

	/** How long Hazelcast may contradict the silence before it is believed: 10 s. */
	private static final int CONTRADICTED = 20;

	private final Predicate<String> heard;

	private final int limit;

	/** Members that were heard, and how many looks in a row missed them. */
	private final Map<String, Integer> missed = new HashMap<>();

	/** Members that are silent, and for how many looks. */
	private final Map<String, Integer> silent = new HashMap<>();

	/**
	 * Creates a watch over silence.
	 * @param heard whether a member's beat was heard within {@link #FRESH}
	 * @param timeout how long somebody may be silent
	 */
	Silence(Predicate<String> heard, Duration timeout) {
		this.heard = heard;
		this.limit = (int) Math.max(1, timeout.minus(FRESH).dividedBy(LOOK) + 1);
	}

	/**
	 * Takes a look.
	 * @param members the members, but not this one
	 * @return whether somebody fell silent or speaks again
	 */
	boolean look(Collection<String> members) {
		members.forEach(this::count);
		boolean changed = this.silent.entrySet().removeIf(this::over);
		for (String id : members) {
			if (this.missed.getOrDefault(id, 0) >= this.limit) {
				this.missed.remove(id);
				this.silent.put(id, 0);
				changed = true;
			}
		}
		this.silent.replaceAll((id, looks) -> looks + 1);
		return changed;
	}

	private void count(String id) {
		if (this.heard.test(id)) {
			this.missed.put(id, 0);
		}
		else {
			this.missed.computeIfPresent(id, (member, looks) -> looks + 1);
		}
	}

	private boolean over(Map.Entry<String, Integer> member) {
		return this.heard.test(member.getKey()) || member.getValue() >= CONTRADICTED;
	}

	boolean isSilent(String id) {
		return this.silent.containsKey(id);
	}

	/**
	 * Forgets everybody but these.
	 * @return the silent among the forgotten
	 */
	Set<String> retain(Set<String> listed) {
		Set<String> forgotten = new HashSet<>(this.silent.keySet());
		forgotten.removeAll(listed);
		this.silent.keySet().removeAll(forgotten);
		this.missed.keySet().retainAll(listed);
		return forgotten;
	}

}
