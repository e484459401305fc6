package io.foundation.discovery;

import java.util.stream.IntStream;

/**
 * Ports of Hazelcast members on this host.
 *
 * @param first the first one
 * @param count how many there are
 */
record PortRange(int first, int count) {

	IntStream ports() {
		return IntStream.range(this.first, this.first + this.count);
	}

}
