package io.foundation.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.foundation.test.NodeProcess;

/**
 * What a process costs while nobody asks anything of it.
 *
 * @param heapMb the heap in use after a full collection
 * @param residentMb the memory it occupies, of any kind, before that collection
 * @param threads the number of threads, the JVM's own included
 * @param cpuPercent its processor time, as a share of one core
 */
record Idle(double heapMb, double residentMb, double threads, double cpuPercent) {

	private static final double KB_PER_MB = 1024;

	/**
	 * Measures processes together, so that what disturbs one disturbs all.
	 * @param nodes the processes
	 * @param workspace in which time passes
	 * @param interval how long to measure
	 * @return what each costs, in the same order
	 */
	static List<Idle> measure(List<NodeProcess> nodes, Workspace workspace, Duration interval) {
		List<Interval> running = nodes.stream().map((node) -> Interval.start(new ProcessFigures(node.pid()))).toList();
		workspace.pass(interval);
		// All before the first collection, which is work that no idle process does.
		List<Idle> idle = running.stream().map(Interval::end).toList();
		return IntStream.range(0, nodes.size())
			.mapToObj((i) -> idle.get(i).withHeap(running.get(i).figures().liveHeapKb() / KB_PER_MB))
			.toList();
	}

	private Idle withHeap(double heapMb) {
		return new Idle(heapMb, this.residentMb, this.threads, this.cpuPercent);
	}

	static Idle mean(List<Idle> all) {
		return new Idle(mean(all, Idle::heapMb), mean(all, Idle::residentMb), mean(all, Idle::threads),
				mean(all, Idle::cpuPercent));
	}

	private static double mean(List<Idle> all, ToDoubleFunction<Idle> value) {
		return all.stream().mapToDouble(value).average().orElseThrow();
	}

	Idle minus(Idle other) {
		return new Idle(this.heapMb - other.heapMb, this.residentMb - other.residentMb, this.threads - other.threads,
				this.cpuPercent - other.cpuPercent);
	}

	/**
	 * A number with two decimals, which is what can be measured.
	 */
	static BigDecimal rounded(double value) {
		return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
	}

	private record Interval(ProcessFigures figures, Duration cpu, long nanos) {

		static Interval start(ProcessFigures figures) {
			return new Interval(figures, figures.cpu(), System.nanoTime());
		}

		Idle end() {
			double cpu = this.figures.cpu().minus(this.cpu).toNanos();
			double share = cpu / (System.nanoTime() - this.nanos);
			return new Idle(0, this.figures.residentKb() / KB_PER_MB, this.figures.threads(), share * 100);
		}

	}

}
