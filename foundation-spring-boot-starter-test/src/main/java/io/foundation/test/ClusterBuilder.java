package io.foundation.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what a {@link Cluster} is to be. For one thread.
 */
public final class ClusterBuilder {

	final Class<?> application;

	final Map<String, String> properties = new LinkedHashMap<>();

	final List<String> jvmArguments = new ArrayList<>();

	int nodes = 3;

	ClusterTest.Mode mode = ClusterTest.Mode.IN_JVM;

	boolean network;

	Duration startTimeout = Duration.ofMinutes(2);

	Path logDirectory = target().resolve("cluster-logs");

	ClusterBuilder(Class<?> application) {
		this.application = application;
	}

	private static Path target() {
		boolean gradle = Files.isDirectory(Path.of("build")) && !Files.isDirectory(Path.of("target"));
		return Path.of(gradle ? "build" : "target");
	}

	/**
	 * How many nodes it has at first; 3 unless set.
	 * @param count the number
	 * @return this builder
	 */
	public ClusterBuilder nodes(int count) {
		this.nodes = count;
		return this;
	}

	/**
	 * Where nodes run; in the test's JVM unless set.
	 * @param mode the mode
	 * @return this builder
	 */
	public ClusterBuilder mode(ClusterTest.Mode mode) {
		this.mode = mode;
		return this;
	}

	/**
	 * Gives every node a process and a host of its own, on a network whose links can be
	 * cut, and a random secret. Needs what {@link RequiresNamespaces} says.
	 * @return this builder
	 */
	public ClusterBuilder network() {
		this.network = true;
		this.mode = ClusterTest.Mode.PROCESS;
		return this;
	}

	/**
	 * Adds properties of every node.
	 * @param properties the properties, as {@code name=value}
	 * @return this builder
	 */
	public ClusterBuilder properties(String... properties) {
		this.properties.putAll(Node.parse(List.of(properties)));
		return this;
	}

	/**
	 * Adds arguments of each node's JVM, for processes. The heap is {@code -Xmx128m}
	 * unless they say otherwise.
	 * @param arguments the arguments
	 * @return this builder
	 */
	public ClusterBuilder jvmArguments(String... arguments) {
		this.jvmArguments.addAll(List.of(arguments));
		return this;
	}

	/**
	 * How long a node may take to start, and then all of them to become one cluster; two
	 * minutes unless set.
	 * @param timeout the time
	 * @return this builder
	 */
	public ClusterBuilder startTimeout(Duration timeout) {
		this.startTimeout = timeout;
		return this;
	}

	/**
	 * Where each node's log is kept, as {@code node-1.log}; {@code target/cluster-logs}
	 * (with Gradle {@code build/cluster-logs}) unless set. Overwrites those of an earlier
	 * cluster.
	 * @param directory the directory; created if missing
	 * @return this builder
	 */
	public ClusterBuilder logDirectory(Path directory) {
		this.logDirectory = directory;
		return this;
	}

	/**
	 * Starts the nodes, all at once, and waits until they are one cluster.
	 * @return the cluster
	 * @throws NodeFailedException if a node does not start, or they do not become one
	 * cluster in time, with the logs; nothing is left running
	 */
	public Cluster start() {
		if (this.network && this.mode == ClusterTest.Mode.IN_JVM) {
			throw new IllegalStateException("Nodes on a network of their own need processes: mode = PROCESS");
		}
		return new Cluster(this).started(this.nodes);
	}

}
