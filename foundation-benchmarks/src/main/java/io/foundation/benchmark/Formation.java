package io.foundation.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
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
		return Set.of("nodes", "tries", "heap", "share-classes", "limit", "logs");
	}

	@Override
	public Map<String, Object> run(Options options, PrintStream progress) {
		int nodes = options.required("nodes", 1);
		int tries = options.number("tries", 1, 1);
		String heap = options.heap("128m");
		boolean shareClasses = options.yes("share-classes", true);
		Duration limit = options.seconds("limit", 120, 1);
		Optional<Path> logs = options.directory("logs");
		try (Workspace workspace = Workspace.open(Optional.empty())) {
			FormationNode node = new FormationNode(Build.current().nodeClassPath(), heap);
			if (shareClasses) {
				progress.println("Recording the classes of a node");
				node = node.sharingClasses(workspace, limit);
			}
			List<FormationTry.Formed> formed = repeat(tries, new FormationTry.Conditions(nodes, node, limit), logs,
					progress);
			Map<String, Object> figures = figures(nodes, formed);
			figures.put("heap", heap);
			figures.put("shareClasses", shareClasses);
			return figures;
		}
	}

	private static List<FormationTry.Formed> repeat(int tries, FormationTry.Conditions conditions, Optional<Path> logs,
			PrintStream progress) {
		List<FormationTry.Formed> all = new ArrayList<>();
		for (int i = 1; i <= tries; i++) {
			progress.println("Try " + i + " of " + tries + ": starting " + conditions.nodes() + " nodes");
			FormationTry.Formed formed = attempt(i, conditions, logs);
			progress.println("  " + formed);
			all.add(formed);
		}
		return all;
	}

	private static FormationTry.Formed attempt(int number, FormationTry.Conditions conditions, Optional<Path> logs) {
		String cluster = Workspace.uniqueName("formation") + "-" + number;
		try (Workspace workspace = Workspace.open(logs.map((directory) -> directory.resolve(cluster)))) {
			return new FormationTry(cluster, conditions, workspace).run();
		}
	}

	static Map<String, Object> figures(int nodes, List<FormationTry.Formed> tries) {
		Series all = Series.of(tries.stream().flatMap((formed) -> formed.sawAllMs().stream()).toList());
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("nodes", nodes);
		figures.put("tries", tries.size());
		figures.put("formedMs", median(tries, FormationTry.Formed::formedMs));
		figures.put("p99Ms", all.percentile(99));
		figures.put("medianMs", all.median());
		figures.put("worstMs", all.worst());
		figures.put("readyMs", median(tries, FormationTry.Formed::readyMs));
		figures.put("fromLastReadyMs", median(tries, (formed) -> formed.formedMs() - formed.readyMs()));
		figures.put("joiningMs", median(tries, FormationTry.Formed::joiningMs));
		figures.put("mostClusters", series(tries, FormationTry.Formed::mostClusters).worst());
		figures.put("apartMs", median(tries, FormationTry.Formed::apartMs));
		return figures;
	}

	private static long median(List<FormationTry.Formed> tries, ToLongFunction<FormationTry.Formed> value) {
		return series(tries, value).median();
	}

	private static Series series(List<FormationTry.Formed> tries, ToLongFunction<FormationTry.Formed> value) {
		return Series.of(tries.stream().mapToLong(value).boxed().toList());
	}

}
