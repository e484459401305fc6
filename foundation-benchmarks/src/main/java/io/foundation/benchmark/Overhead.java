package io.foundation.benchmark;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.foundation.test.NodeCommand;
import io.foundation.test.NodeProcess;

/**
 * What an idle member costs, against the same application without Foundation. All
 * processes run, and are measured, at the same time.
 */
final class Overhead implements Scenario {

	private static final int NODES = 3;

	@Override
	public String name() {
		return "overhead";
	}

	@Override
	public Set<String> options() {
		return Set.of("seconds", "settle", "heap", "limit", "logs");
	}

	@Override
	public Map<String, Object> run(Options options, PrintStream progress) {
		Duration interval = options.seconds("seconds", 60, 1);
		Duration settle = options.seconds("settle", 10, 0);
		Duration limit = options.seconds("limit", 120, 1);
		String heap = options.heap("256m");
		try (Workspace workspace = Workspace.open(options.directory("logs"))) {
			progress.println("Starting " + NODES + " members, and the application without Foundation");
			start(workspace, heap, limit);
			workspace.pass(settle);
			progress.println("Measuring for " + interval.toSeconds() + " seconds");
			List<Idle> idle = Idle.measure(workspace.nodes().nodes(), workspace, interval);
			progress.println("  " + idle);
			return figures(interval, heap, idle.subList(0, NODES), idle.get(NODES));
		}
	}

	private static void start(Workspace workspace, String heap, Duration limit) {
		List<NodeProcess> members = IntStream.rangeClosed(1, NODES)
			.mapToObj((i) -> workspace.start(member("member-" + i, heap)))
			.toList();
		workspace.start(sample("without", heap).arguments("--foundation.enabled=false"));
		workspace.nodes().awaitReady(limit);
		workspace.nodes().awaitOneCluster(members, limit);
	}

	private static NodeCommand.Builder member(String name, String heap) {
		return sample(name, heap).arguments("--foundation.cluster.name=" + Workspace.uniqueName("overhead"));
	}

	private static NodeCommand.Builder sample(String name, String heap) {
		return NodeCommand.jar(name, Build.current().sampleJar())
			.jvmOptions("-Xmx" + heap)
			.arguments("--server.port=0");
	}

	static Map<String, Object> figures(Duration interval, String heap, List<Idle> members, Idle without) {
		Idle with = Idle.mean(members);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("nodes", members.size());
		figures.put("seconds", interval.toSeconds());
		put(figures, with.minus(without), List.of("heapMb", "residentMb", "threads", "cpuPercent"));
		put(figures, with, List.of("withHeapMb", "withResidentMb", "withThreads", "withCpuPercent"));
		put(figures, without, List.of("withoutHeapMb", "withoutResidentMb", "withoutThreads", "withoutCpuPercent"));
		figures.put("worstCpuPercent",
				Idle.rounded(members.stream().mapToDouble(Idle::cpuPercent).max().orElseThrow()));
		figures.put("heap", heap);
		return figures;
	}

	private static void put(Map<String, Object> figures, Idle idle, List<String> names) {
		double[] values = { idle.heapMb(), idle.residentMb(), idle.threads(), idle.cpuPercent() };
		for (int i = 0; i < values.length; i++) {
			figures.put(names.get(i), Idle.rounded(values[i]));
		}
	}

}
