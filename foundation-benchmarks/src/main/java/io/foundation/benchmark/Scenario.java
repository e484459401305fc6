package io.foundation.benchmark;

import java.io.PrintStream;
import java.util.Map;
import java.util.Set;

/**
 * Something to measure.
 */
interface Scenario {

	/**
	 * What it is called on the command line and in its result.
	 */
	String name();

	/**
	 * The names of its options, without dashes.
	 */
	Set<String> options();

	/**
	 * Measures.
	 * @param options its options
	 * @param progress where to say what goes on
	 * @return the figures, in the order in which they are shown
	 * @throws UsageException if a value of an option makes no sense; thrown before
	 * anything is started
	 * @throws MeasurementFailedException if there are no figures
	 */
	Map<String, Object> run(Options options, PrintStream progress);

}
