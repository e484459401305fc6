package io.foundation.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.foundation.benchmark.node.NodeApplication;
import io.foundation.test.NodeCommand;
import io.foundation.test.NodeProcess;

/**
 * How a node of the formation is started: cheaply, or twenty on few processors would
 * measure the JVM's start and not the cluster's.
 *
 * @param classPath what it runs on
 * @param jvmOptions the options of its JVM
 */
record FormationNode(List<Path> classPath, List<String> jvmOptions) {

	private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss512k",
			// What Hazelcast asks of a modular JVM; without it, it warns at start.
			"--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
			"--add-opens=java.management/sun.management=ALL-UNNAMED",
			"--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
			"--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED");

	FormationNode(List<Path> classPath, String heap) {
		this(classPath, with(JVM_OPTIONS, "-Xmx" + heap));
	}

	/**
	 * The same node with classes that an earlier one has loaded and parsed, as far as the
	 * JVM can share them: about half of what its start costs.
	 * @param workspace where the classes are kept
	 * @param limit how long the earlier node may take to start, and to stop
	 */
	FormationNode sharingClasses(Workspace workspace, Duration limit) {
		Path archive = workspace.file("classes.jsa");
		NodeCommand.Builder recording = named("recording", Workspace.uniqueName("recording"))
			.jvmOptions("-XX:ArchiveClassesAtExit=" + archive);
		try (NodeProcess node = workspace.start(recording)) {
			node.awaitReady(limit).terminate(limit);
		}
		return new FormationNode(this.classPath, with(this.jvmOptions, "-XX:SharedArchiveFile=" + archive));
	}

	private static List<String> with(List<String> options, String more) {
		return Stream.concat(options.stream(), Stream.of(more)).toList();
	}

	NodeCommand.Builder named(String name, String cluster) {
		return NodeCommand.mainClass(name, NodeApplication.class.getName(), this.classPath)
			.jvmOptions(this.jvmOptions.toArray(String[]::new))
			.arguments("--spring.main.web-application-type=none", "--spring.main.banner-mode=off",
					"--foundation.cluster.name=" + cluster);
	}

}
