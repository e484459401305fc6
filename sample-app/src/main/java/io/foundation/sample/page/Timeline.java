package io.foundation.sample.page;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The last entries of what happened here. Not thread-safe: {@link LivePages} guards it.
 */
class Timeline {

	static final int CAPACITY = 200;

	/**
	 * Part of every id: a page that comes back after the process was restarted has seen
	 * nothing of the new process, whatever number it remembers.
	 */
	private final String process = UUID.randomUUID().toString().substring(0, 8);

	private final Deque<TimelineEntry> entries = new ArrayDeque<>();

	private final Clock clock;

	private long lastNumber;

	Timeline(Clock clock) {
		this.clock = clock;
	}

	TimelineEntry add(String kind, String text) {
		this.lastNumber++;
		TimelineEntry entry = new TimelineEntry(this.process + "-" + this.lastNumber, this.clock.instant(), kind, text);
		this.entries.addLast(entry);
		if (this.entries.size() > CAPACITY) {
			this.entries.removeFirst();
		}
		return entry;
	}

	/**
	 * What happened after an entry.
	 * @param lastEventId the last id that a page has seen, if it has seen any
	 * @return the entries after it, oldest first; all, if it is not known here
	 */
	List<TimelineEntry> after(@Nullable String lastEventId) {
		boolean known = this.entries.stream().anyMatch((entry) -> entry.id().equals(lastEventId));
		if (!known) {
			return List.copyOf(this.entries);
		}
		return this.entries.stream().dropWhile((entry) -> !entry.id().equals(lastEventId)).skip(1).toList();
	}

}
