package io.foundation.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.foundation.test.NodeProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Starts nodes at once and waits until they are one cluster. What they see, and when, is
 * read from their logs, which costs them nothing.
 */
final class FormationTry {

	private static final Duration POLL = Duration.ofMillis(200);

	private final String cluster;

	private final Conditions conditions;

	private final Workspace workspace;

	FormationTry(String cluster, Conditions conditions, Workspace workspace) {
		this.cluster = cluster;
		this.conditions = conditions;
		this.workspace = workspace;
	}

	Formed run() {
		Instant lastStart = Instant.now();
		for (int i = 1; i <= this.conditions.nodes(); i++) {
			lastStart = Instant.now();
			this.workspace.start(this.conditions.command().named("node-" + i, this.cluster));
		}
		return Formed.since(lastStart, awaitOneCluster());
	}

	private Seen awaitOneCluster() {
		try {
			return Awaitility.await()
				.pollInterval(POLL)
				.atMost(this.conditions.limit())
				.until(this::look, (seen) -> seen.complete(this.conditions.nodes()));
		}
		catch (ConditionTimeoutException ex) {
			throw new MeasurementFailedException("Not one cluster of %d nodes after %d seconds:\n%s"
				.formatted(this.conditions.nodes(), this.conditions.limit().toSeconds(), describe(look())), ex);
		}
	}

	private Seen look() {
		this.workspace.requireAlive();
		List<View> views = new ArrayList<>();
		List<Instant> ready = new ArrayList<>();
		for (NodeProcess node : this.workspace.nodes().nodes()) {
			views.addAll(View.read(node.name(), node.log().lines()));
			node.log().timeOf("Ready, process started").ifPresent(ready::add);
		}
		return new Seen(new Views(views), ready);
	}

	private String describe(Seen seen) {
		List<String> names = this.workspace.nodes().nodes().stream().map(NodeProcess::name).toList();
		return seen.views().describe(names, this.conditions.nodes()) + "\n  " + seen.ready().size() + " were ready";
	}

	/**
	 * What a try starts.
	 *
	 * @param nodes the number of nodes
	 * @param command how each is started
	 * @param limit when to give up
	 */
	record Conditions(int nodes, FormationNode command, Duration limit) {

	}

	/**
	 * What all nodes' logs say at a moment.
	 *
	 * @param views the views
	 * @param ready when those nodes whose application is ready became so
	 */
	record Seen(Views views, List<Instant> ready) {

		boolean complete(int nodes) {
			return this.ready.size() == nodes && this.views.complete(nodes);
		}

	}

	/**
	 * A cluster that formed. All times are milliseconds since the start of the last
	 * process.
	 *
	 * @param formedMs when the last node saw all
	 * @param readyMs when the last application was ready
	 * @param joiningMs how long it took from the first view of anybody to the last
	 * @param mostClusters the most clusters there were at a time
	 * @param apartMs how long there was more than one; not since, but in all
	 * @param sawAllMs when each node saw all
	 */
	record Formed(long formedMs, long readyMs, long joiningMs, int mostClusters, long apartMs, List<Long> sawAllMs) {

		static Formed since(Instant start, Seen seen) {
			List<Long> sawAll = seen.views().millisSince(start);
			long ready = Duration.between(start, Collections.max(seen.ready())).toMillis();
			return new Formed(Collections.max(sawAll), ready, seen.views().joining().toMillis(),
					seen.views().mostClusters(), seen.views().apart().toMillis(), sawAll);
		}

	}

}
