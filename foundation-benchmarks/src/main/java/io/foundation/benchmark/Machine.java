package io.foundation.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Map;

/**
 * What every figure depends on.
 *
 * @param java the version of the JVM, the nodes' as well
 * @param processors how many processors there are
 * @param loadAverage how many processes wanted one in the minute before the measurement;
 * more than a few tenths, and something else was measured as well
 */
record Machine(String java, int processors, double loadAverage) {

	static Machine now() {
		return new Machine(Runtime.version().toString(), Runtime.getRuntime().availableProcessors(),
				ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

	void describe(Map<String, Object> figures) {
		figures.put("java", this.java);
		figures.put("processors", this.processors);
		figures.put("loadAverage", Idle.rounded(this.loadAverage));
	}

}
