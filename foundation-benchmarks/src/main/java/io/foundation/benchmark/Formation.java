package io.foundation.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How long nodes that start at once need to become one cluster.
 */
final class Formation implements Scenario {

	@Override
	public String name() {
		return "formation";
	}

	@Override
	public Set<String> options() {
		return Set.of("nodes", "tries", "heap", "limit", "logs");
	}

	@Override
	public Map<String, Object> run(Options options, PrintStream progress) {
		int nodes = options.required("nodes", 1);
		int tries = options.number("tries", 1, 1);
		FormationTry.Conditions conditions = new FormationTry.Conditions(nodes, options.heap("128m"),
				options.seconds("limit", 120, 1));
		Optional<Path> logs = options.directory("logs");
		List<FormationTry.Formed> formed = new ArrayList<>();
		for (int i = 1; i <= tries; i++) {
			progress.println("Try " + i + " of " + tries + ": starting " + nodes + " nodes");
			formed.add(attempt(i, conditions, logs));
			progress.println("  " + formed.get(i - 1));
		}
		return figures(conditions, formed);
	}

	private static FormationTry.Formed attempt(int number, FormationTry.Conditions conditions, Optional<Path> logs) {
		String cluster = Workspace.uniqueName("formation") + "-" + number;
		try (Workspace workspace = Workspace.open(logs.map((directory) -> directory.resolve(cluster)))) {
			return new FormationTry(cluster, conditions, workspace).run();
		}
	}

	static Map<String, Object> figures(FormationTry.Conditions conditions, List<FormationTry.Formed> tries) {
		Series all = Series.of(tries.stream().flatMap((formed) -> formed.sawAllMs().stream()).toList());
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("nodes", conditions.nodes());
		figures.put("tries", tries.size());
		figures.put("formedMs", median(tries, FormationTry.Formed::formedMs));
		figures.put("p99Ms", all.percentile(99));
		figures.put("medianMs", all.median());
		figures.put("worstMs", all.worst());
		figures.put("readyMs", median(tries, FormationTry.Formed::readyMs));
		figures.put("fromLastReadyMs", median(tries, (formed) -> formed.formedMs() - formed.readyMs()));
		figures.put("mostClusters", series(tries, FormationTry.Formed::mostClusters).worst());
		figures.put("apartMs", median(tries, FormationTry.Formed::apartMs));
		figures.put("heap", conditions.heap());
		figures.putAll(Machine.figures());
		return figures;
	}

	private static long median(List<FormationTry.Formed> tries, ToLongFunction<FormationTry.Formed> value) {
		return series(tries, value).median();
	}

	private static Series series(List<FormationTry.Formed> tries, ToLongFunction<FormationTry.Formed> value) {
		return Series.of(tries.stream().mapToLong(value).boxed().toList());
	}

}
