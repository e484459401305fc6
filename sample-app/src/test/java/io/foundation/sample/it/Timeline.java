package io.foundation.sample.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.foundation.test.NodeLog;
import io.foundation.test.NodeProcess;

/**
 * When each node saw a cluster of which size, read from the nodes' logs, which are exact
 * to the millisecond and cost the nodes nothing.
 */
final class Timeline {

	private static final Pattern FORMED = Pattern.compile("Cluster formed: (\\d+) member");

	private final int nodes;

	private final Instant lastStarted;

	private final List<Size> sizes = new ArrayList<>();

	Timeline(List<NodeProcess> nodes) {
		this.nodes = nodes.size();
		this.lastStarted = nodes.stream()
			.map((node) -> node.log().timeOf("Started SampleApplication in").orElseThrow())
			.max(Comparator.naturalOrder())
			.orElseThrow();
		nodes.forEach(this::read);
		this.sizes.sort(Comparator.comparing(Size::at));
	}

	private void read(NodeProcess node) {
		int size = 0;
		for (String line : node.log().lines()) {
			int next = next(size, line);
			if (next != size) {
				size = next;
				this.sizes.add(new Size(NodeLog.timeIn(line).orElseThrow(), node.name(), size));
			}
		}
	}

	private static int next(int size, String line) {
		Matcher formed = FORMED.matcher(line);
		if (formed.find()) {
			return Integer.parseInt(formed.group(1));
		}
		if (line.contains("Member joined: ")) {
			return size + 1;
		}
		return line.contains("Member left: ") ? size - 1 : size;
	}

	/**
	 * The time from the last node's "Started" to everybody seeing everybody; less than
	 * nothing where the cluster was complete before.
	 */
	Duration untilComplete() {
		Map<String, Integer> now = new HashMap<>();
		for (Size size : this.sizes) {
			now.put(size.node(), size.members());
			if (now.size() == this.nodes && now.values().stream().allMatch((members) -> members == this.nodes)) {
				return Duration.between(this.lastStarted, size.at());
			}
		}
		throw new IllegalStateException("Never complete: " + this.sizes);
	}

	/**
	 * How long there was more than one cluster. A node that sees {@code n} members is one
	 * nth of a cluster, so the sum of these parts is the number of clusters; while a
	 * change spreads the sum is a little above one, which counts as well.
	 */
	Duration apart() {
		Duration apart = Duration.ZERO;
		Map<String, Integer> now = new HashMap<>();
		Instant since = null;
		for (Size size : this.sizes) {
			if (since != null && clusters(now) > 1.001) {
				apart = apart.plus(Duration.between(since, size.at()));
			}
			now.put(size.node(), size.members());
			since = size.at();
		}
		return apart;
	}

	private static double clusters(Map<String, Integer> sizes) {
		return sizes.values().stream().mapToDouble((members) -> 1.0 / members).sum();
	}

	private record Size(Instant at, String node, int members) {

	}

}
