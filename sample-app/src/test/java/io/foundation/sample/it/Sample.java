package io.foundation.sample.it;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import io.foundation.test.NodeCommand;
import io.foundation.test.NodeProcess;

/**
 * The packaged sample, in a cluster whose name no other test and no other run on this
 * machine has.
 *
 * @param cluster the cluster's name
 */
record Sample(String cluster) {

	static final Path JAR = Path.of("target", "sample-app.jar").toAbsolutePath();

	static final String MAIN_CLASS = "io.foundation.sample.SampleApplication";

	private static final Path LOGS = Path.of("target", "it-logs");

	/**
	 * What Hazelcast says at WARN though nothing is wrong, on a machine that is busy:
	 * that a member was taken in while its own search for a master was still under way;
	 * and that two clusters become one. How long they were apart is tested by itself.
	 */
	private static final Pattern TOLERATED = Pattern
		.compile("Cannot set master address to null because node is already joined|is merging \\[tcp/ip\\] to"
				+ "|is merging to .* because: instructed by master|Resetting local member UUID");

	private static final AtomicInteger clusters = new AtomicInteger();

	static Sample cluster(String topic) {
		String run = Long.toString(ProcessHandle.current().pid(), Character.MAX_RADIX);
		return new Sample("it-" + topic + "-" + run + "-" + clusters.incrementAndGet());
	}

	/**
	 * How often a test that measures repeats itself: {@code -Dfoundation.it.tries}.
	 */
	static int tries() {
		return Integer.getInteger("foundation.it.tries", 2);
	}

	/**
	 * What a node complained about and should not have.
	 */
	static List<String> problems(NodeProcess node) {
		return node.log().problems().stream().filter((line) -> !TOLERATED.matcher(line).find()).toList();
	}

	/**
	 * A node that starts as a user's would, for what is measured.
	 */
	NodeCommand.Builder node(String name) {
		return settings(NodeCommand.jar(name, JAR));
	}

	/**
	 * A node that starts faster on few processors, for what is not.
	 */
	NodeCommand.Builder quickNode(String name) {
		return node(name).jvmOptions("-XX:TieredStopAtLevel=1");
	}

	NodeCommand.Builder settings(NodeCommand.Builder builder) {
		return builder.jvmOptions("-Xmx256m")
			.arguments("--server.port=0", "--foundation.cluster.name=" + this.cluster)
			.logDirectory(LOGS.resolve(this.cluster));
	}

}
