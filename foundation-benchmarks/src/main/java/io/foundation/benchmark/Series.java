package io.foundation.benchmark;

import java.util.Collection;
import java.util.List;

/**
 * Values of one kind, all measured in the same way.
 *
 * @param sorted the values, smallest first
 */
record Series(List<Long> sorted) {

	static Series of(Collection<Long> values) {
		if (values.isEmpty()) {
			throw new IllegalArgumentException("A series needs a value");
		}
		return new Series(values.stream().sorted().toList());
	}

	/**
	 * The middle one, or the mean of the two in the middle.
	 */
	long median() {
		int middle = this.sorted.size() / 2;
		boolean odd = this.sorted.size() % 2 == 1;
		return odd ? this.sorted.get(middle) : (this.sorted.get(middle - 1) + this.sorted.get(middle)) / 2;
	}

	/**
	 * The smallest value that so many per cent of all do not exceed (nearest rank).
	 */
	long percentile(int percent) {
		int rank = (percent * this.sorted.size() + 99) / 100;
		return this.sorted.get(Math.max(rank, 1) - 1);
	}

	long worst() {
		return this.sorted.get(this.sorted.size() - 1);
	}

}
