package io.foundation.cluster;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Who counts for the quorum: the members of the last view that was whole. Members join it
 * while the quorum is present, leave it when they are known to be gone, and stay in it
 * while they are merely silent. Confined to the thread that owns the membership.
 */
final class WholeView {

	private final @Nullable Integer expectedSize;

	private final Set<String> counted = new LinkedHashSet<>();

	WholeView(@Nullable Integer expectedSize) {
		this.expectedSize = expectedSize;
	}

	/**
	 * Takes a view, oldest member first.
	 */
	Quorum update(Collection<String> present) {
		if (this.counted.isEmpty() || quorum(present).present()) {
			this.counted.addAll(present); // in order of age: who counted before is older
		}
		return quorum(present);
	}

	/**
	 * This member is known to be gone and counts no longer.
	 */
	void gone(String id) {
		this.counted.remove(id);
	}

	/**
	 * How many members there are when nobody is missing.
	 */
	int size() {
		return (this.expectedSize != null) ? this.expectedSize : this.counted.size();
	}

	private Quorum quorum(Collection<String> present) {
		if (this.expectedSize != null) {
			int required = this.expectedSize / 2 + 1;
			return new Quorum(required, present.size() >= required);
		}
		long here = this.counted.stream().filter(present::contains).count();
		int half = this.counted.size() / 2;
		boolean tieWithOldest = this.counted.size() % 2 == 0 && here == half && !this.counted.isEmpty()
				&& present.contains(this.counted.iterator().next());
		int required = tieWithOldest ? half : half + 1;
		return new Quorum(required, here >= required);
	}

}
