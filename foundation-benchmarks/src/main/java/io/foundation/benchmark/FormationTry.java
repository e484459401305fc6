package io.foundation.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.foundation.benchmark.node.NodeApplication;
import io.foundation.test.NodeCommand;
import io.foundation.test.NodeProcess;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Starts nodes at once and waits until they are one cluster. What they see, and when, is
 * read from their logs, which costs them nothing.
 */
final class FormationTry {

	private static final Duration POLL = Duration.ofMillis(200);

	// Cheap to start: on few processors twenty nodes would otherwise measure the
	// compiler.
	private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k",
			// What Hazelcast asks of a modular JVM; without it, it warns at start.
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
			"--add-opens=java.management/sun.management=ALL-UNNAMED",
			"--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
			"--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");

	private final String cluster;

	private final Conditions conditions;

	private final Workspace workspace;

	FormationTry(String cluster, Conditions conditions, Workspace workspace) {
		this.cluster = cluster;
		this.conditions = conditions;
		this.workspace = workspace;
	}

	Formed run() {
		List<Path> classPath = Build.current().nodeClassPath();
		Instant lastStart = Instant.now();
		for (int i = 1; i <= this.conditions.nodes(); i++) {
			lastStart = Instant.now();
			this.workspace.start(node("node-" + i, classPath));
		}
		return Formed.since(lastStart, awaitOneCluster());
	}

	private NodeCommand.Builder node(String name, List<Path> classPath) {
		return NodeCommand.mainClass(name, NodeApplication.class.getName(), classPath)
			.jvmOptions(JVM_OPTIONS.toArray(String[]::new))
			.jvmOptions("-Xmx" + this.conditions.heap())
			.arguments("--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
					"--foundation.cluster.name=" + this.cluster);
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
	 * @param heap the most that the heap of each may take
	 * @param limit when to give up
	 */
	record Conditions(int nodes, String heap, Duration limit) {

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
	 * @param mostClusters the most clusters there were at a time
	 * @param apartMs how long there was more than one; not since, but in all
	 * @param sawAllMs when each node saw all
	 */
	record Formed(long formedMs, long readyMs, int mostClusters, long apartMs, List<Long> sawAllMs) {

		static Formed since(Instant start, Seen seen) {
			List<Long> sawAll = seen.views().millisSince(start);
			long ready = Duration.between(start, Collections.max(seen.ready())).toMillis();
			return new Formed(Collections.max(sawAll), ready, seen.views().mostClusters(),
					seen.views().apart().toMillis(), sawAll);
		}

	}

}
