package io.foundation.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The views of all nodes.
 */
final class Views {

	private final List<View> inOrder;

	private final Map<String, View> last = new TreeMap<>();

	Views(List<View> views) {
		this.inOrder = views.stream().sorted(Comparator.comparing(View::at)).toList();
		this.inOrder.forEach((view) -> this.last.put(view.node(), view));
	}

	/**
	 * Whether so many nodes see so many members, as one cluster.
	 */
	boolean complete(int nodes) {
		return this.last.size() == nodes && this.last.values().stream().allMatch((view) -> view.size() == nodes)
				&& clusters(this.last) == 1;
	}

	/**
	 * How long after a moment each node got the view that it has.
	 */
	List<Long> millisSince(Instant start) {
		return this.last.values().stream().map((view) -> Duration.between(start, view.at()).toMillis()).toList();
	}

	/**
	 * How long it took from the first view of anybody to the last.
	 */
	Duration joining() {
		return Duration.between(this.inOrder.get(0).at(), this.inOrder.get(this.inOrder.size() - 1).at());
	}

	/**
	 * The most clusters there were at a time, each known by its oldest member.
	 */
	int mostClusters() {
		Map<String, View> now = new HashMap<>();
		int most = 0;
		for (View view : this.inOrder) {
			now.put(view.node(), view);
			most = Math.max(most, clusters(now));
		}
		return most;
	}

	/**
	 * How long there was more than one cluster.
	 */
	Duration apart() {
		Map<String, View> now = new HashMap<>();
		Duration apart = Duration.ZERO;
		for (int i = 0; i < this.inOrder.size() - 1; i++) {
			View view = this.inOrder.get(i);
			now.put(view.node(), view);
			if (clusters(now) > 1) {
				apart = apart.plus(Duration.between(view.at(), this.inOrder.get(i + 1).at()));
			}
		}
		return apart;
	}

	private static int clusters(Map<String, View> views) {
		return (int) views.values().stream().map(View::oldest).distinct().count();
	}

	/**
	 * What each node sees.
	 * @param nodes the nodes, also those that see nothing yet
	 * @param expected how many members each should see
	 */
	String describe(List<String> nodes, int expected) {
		List<String> lines = new ArrayList<>();
		for (String node : nodes) {
			View view = this.last.get(node);
			lines.add("  " + node + " saw " + ((view != null) ? view.size() : 0) + " of " + expected
					+ ((view != null) ? ", oldest " + view.oldest() : ""));
		}
		return String.join("\n", lines);
	}

}
