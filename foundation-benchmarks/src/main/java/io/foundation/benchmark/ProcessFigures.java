package io.foundation.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the system and the JVM know of a running process.
 *
 * @param pid its id
 */
record ProcessFigures(long pid) {

	// One for each generation, or one for all. Neither Metaspace nor the spaces within a
	// generation have a total.
	private static final Pattern USED_HEAP = Pattern.compile("\\btotal\\b.*\\bused (\\d+)K");

	private static final long JCMD_SECONDS = 30;

	/**
	 * The processor time it has taken.
	 */
	Duration cpu() {
		return ProcessHandle.of(this.pid)
			.flatMap((process) -> process.info().totalCpuDuration())
			.orElseThrow(() -> new MeasurementFailedException("The processor time of " + this.pid + " is not known"));
	}

	int threads() {
		return (int) status("Threads");
	}

	/**
	 * The memory it occupies, of any kind.
	 */
	long residentKb() {
		return status("VmRSS");
	}

	private long status(String field) {
		try {
			return status(Files.readAllLines(Path.of("/proc", Long.toString(this.pid), "status")), field);
		}
		catch (IOException ex) {
			throw new MeasurementFailedException("This scenario reads /proc, which is Linux's: " + ex, ex);
		}
	}

	static long status(List<String> lines, String field) {
		Pattern pattern = Pattern.compile(field + ":\\s+(\\d+)( kB)?");
		return lines.stream()
			.map(pattern::matcher)
			.filter(Matcher::matches)
			.mapToLong((matcher) -> Long.parseLong(matcher.group(1)))
			.findFirst()
			.orElseThrow(() -> new MeasurementFailedException("No " + field + " in " + lines));
	}

	/**
	 * What is left of the heap after a full collection.
	 */
	long liveHeapKb() {
		jcmd("GC.run");
		return usedHeapKb(jcmd("GC.heap_info"));
	}

	static long usedHeapKb(List<String> heapInfo) {
		return heapInfo.stream()
			.map(USED_HEAP::matcher)
			.filter(Matcher::find)
			.mapToLong((matcher) -> Long.parseLong(matcher.group(1)))
			.reduce(Long::sum)
			.orElseThrow(() -> new MeasurementFailedException("No used heap in " + heapInfo));
	}

	private List<String> jcmd(String command) {
		Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
		try {
			Process process = new ProcessBuilder(jcmd.toString(), Long.toString(this.pid), command)
				.redirectErrorStream(true)
				.start();
			List<String> lines = process.inputReader().lines().toList();
			if (!process.waitFor(JCMD_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
				throw new MeasurementFailedException("jcmd " + this.pid + " " + command + " failed: " + lines);
			}
			return lines;
		}
		catch (IOException ex) {
			throw new MeasurementFailedException("jcmd cannot be run; it comes with a JDK: " + ex, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MeasurementFailedException("Interrupted", ex);
		}
	}

}
