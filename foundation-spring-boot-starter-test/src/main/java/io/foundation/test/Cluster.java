package io.foundation.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the application under test: nodes that can be started, stopped, killed,
 * paused and called, and links between them that can be cut. {@link ClusterTest} gives
 * one to a test; {@link #of} makes one without it.
 * <p>
 * No two clusters have a name in common, so that those of other tests and other runs on
 * the same machine do not interfere. Closing ends every node and leaves nothing behind;
 * processes end with the test's JVM, however it ends. Nodes are added, and links cut, by
 * one thread at a time.
 */
public final class Cluster implements AutoCloseable {

	private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration POLL = Duration.ofMillis(50);

	private static final Duration GLANCE = Duration.ofSeconds(2);

	private final List<Node> nodes = new CopyOnWriteArrayList<>();

	private final NodeFactory factory;

	private final Duration startTimeout;

	private final AtomicBoolean closed = new AtomicBoolean();

	Cluster(ClusterBuilder settings) {
		this.factory = new NodeFactory(settings);
		this.startTimeout = settings.startTimeout;
	}

	/**
	 * Prepares a cluster.
	 * @param application the application: a class annotated with
	 * {@code @SpringBootApplication} or any other configuration
	 * @return a builder, whose {@link ClusterBuilder#start()} starts it
	 */
	public static ClusterBuilder of(Class<?> application) {
		return new ClusterBuilder(application);
	}

	Cluster started(int count) {
		try {
			for (int i = 0; i < count; i++) {
				add();
			}
			forEach(this.nodes, Node::start);
			awaitOneCluster(this.nodes, this.startTimeout);
			return this;
		}
		catch (RuntimeException ex) {
			closeAfter(ex);
			throw ex;
		}
	}

	private void closeAfter(RuntimeException failure) {
		try {
			close();
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	private Node add(String... properties) {
		Node node = this.factory.create("node-" + (this.nodes.size() + 1), Node.parse(List.of(properties)));
		this.nodes.add(node);
		return node;
	}

	/**
	 * Does something to all nodes at once, and waits until all is done.
	 */
	private static void forEach(List<Node> nodes, Consumer<Node> action) {
		ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, nodes.size()));
		try {
			CompletableFuture
				.allOf(nodes.stream()
					.map((node) -> CompletableFuture.runAsync(() -> action.accept(node), threads))
					.toArray(CompletableFuture[]::new))
				.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		finally {
			threads.shutdown();
		}
	}

	/**
	 * All nodes.
	 * @return the nodes in the order in which they were added, also those that do not run
	 */
	public List<Node> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * The nodes that answer.
	 * @return the nodes that run and are not paused
	 */
	public List<Node> running() {
		return this.nodes.stream().filter((node) -> node.isRunning() && !node.isPaused()).toList();
	}

	/**
	 * The nodes that answer, but for some.
	 * @param others those to leave out
	 * @return the nodes that run and are not paused, without those
	 */
	public List<Node> runningExcept(Node... others) {
		return running().stream().filter(Predicate.not(List.of(others)::contains)).toList();
	}

	/**
	 * A node by number.
	 * @param number its number, from 1
	 * @return the node
	 */
	public Node node(int number) {
		return node("node-" + number);
	}

	/**
	 * A node by name.
	 * @param name its name, such as {@code node-1}
	 * @return the node
	 */
	public Node node(String name) {
		return this.nodes.stream()
			.filter((node) -> node.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No node '" + name + "' among " + this.nodes));
	}

	/**
	 * How many nodes there are.
	 * @return the number, also of those that do not run
	 */
	public int size() {
		return this.nodes.size();
	}

	/**
	 * Adds a node and waits until its application has started, not until it has joined.
	 * On a network it gets a host whose links are whole.
	 * @param properties its own properties as {@code name=value}, on top of the cluster's
	 * @return the node
	 * @throws NodeFailedException if it does not start in time, with its log
	 */
	public Node startNode(String... properties) {
		return add(properties).start();
	}

	/**
	 * Waits until each running node sees a cluster of a size, at most 60 seconds.
	 * @param size the number of members
	 * @throws NodeFailedException if one does not in time, with what all see
	 */
	public void awaitSize(int size) {
		awaitSize(size, DEFAULT_TIMEOUT);
	}

	/**
	 * Waits until each running node sees a cluster of a size.
	 * @param size the number of members
	 * @param timeout how long to wait
	 * @throws NodeFailedException if one does not in time, with what all see
	 */
	public void awaitSize(int size, Duration timeout) {
		awaitEach("a cluster of " + size, timeout, (node) -> node.view(GLANCE).size() == size);
	}

	/**
	 * Waits until the running nodes are one cluster of exactly themselves, in each one's
	 * view, at most 60 seconds.
	 * @throws NodeFailedException if they are not in time, with what all see
	 */
	public void awaitOneCluster() {
		awaitOneCluster(DEFAULT_TIMEOUT);
	}

	/**
	 * Waits until the running nodes are one cluster of exactly themselves, in each one's
	 * view.
	 * @param timeout how long to wait
	 * @throws NodeFailedException if they are not in time, with what all see
	 */
	public void awaitOneCluster(Duration timeout) {
		await("one cluster of all running nodes", timeout, (cluster) -> isOneCluster(cluster.running()));
	}

	/**
	 * Waits until some nodes are one cluster of exactly themselves, in each one's view.
	 * @param members the nodes
	 * @param timeout how long to wait
	 * @throws NodeFailedException if they are not in time, with what all see
	 */
	public void awaitOneCluster(List<Node> members, Duration timeout) {
		await("one cluster of " + members, timeout, (cluster) -> isOneCluster(members));
	}

	private static boolean isOneCluster(List<Node> members) {
		return members.isEmpty()
				|| NodeGroup.isOneCluster(members.stream().map((node) -> node.view(GLANCE)).toList(), members.size());
	}

	/**
	 * Waits until a condition holds on each running node.
	 * @param what what is awaited, for the message
	 * @param timeout how long to wait
	 * @param condition asked every 50 milliseconds, by the calling thread; an exception
	 * counts as no, and the last one is the cause of the failure
	 * @throws NodeFailedException if it does not hold in time, with what all nodes see
	 * and the tails of their logs
	 */
	public void awaitEach(String what, Duration timeout, Predicate<? super Node> condition) {
		await(what, timeout, (cluster) -> cluster.running().stream().allMatch(condition));
	}

	/**
	 * Waits until a condition holds.
	 * @param what what is awaited, for the message
	 * @param timeout how long to wait
	 * @param condition asked every 50 milliseconds, by the calling thread; an exception
	 * counts as no, and the last one is the cause of the failure
	 * @throws NodeFailedException if it does not hold in time, with what all nodes see
	 * and the tails of their logs
	 */
	public void await(String what, Duration timeout, Predicate<? super Cluster> condition) {
		Attempt attempt = new Attempt();
		try {
			Awaitility.await()
				.pollInterval(POLL)
				.pollDelay(Duration.ZERO)
				.pollInSameThread()
				.atMost(timeout)
				.until(() -> attempt.holds(condition));
		}
		catch (ConditionTimeoutException ex) {
			throw new NodeFailedException("Not within " + timeout + ": " + what + "\n" + describe(),
					(attempt.failure != null) ? attempt.failure : ex);
		}
	}

	/** A condition's last exception; for the thread that waits. */
	private final class Attempt {

		private @Nullable RuntimeException failure;

		boolean holds(Predicate<? super Cluster> condition) {
			this.failure = null;
			try {
				return condition.test(Cluster.this);
			}
			catch (RuntimeException ex) {
				this.failure = ex;
				return false;
			}
		}

	}

	/**
	 * What is known of all nodes, for messages.
	 * @return each one's state, its view of the cluster, and the tail of its log
	 */
	public String describe() {
		return this.nodes.stream()
			.map((node) -> node + " " + node.state() + "; its view: " + glance(node))
			.collect(Collectors.joining("\n")) + "\n"
				+ this.nodes.stream().map((node) -> node.log().tail()).collect(Collectors.joining("\n"));
	}

	private static String glance(Node node) {
		if (!node.isRunning() || node.isPaused()) {
			return "none";
		}
		try {
			return node.view(GLANCE).toString();
		}
		catch (RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/**
	 * Cuts a node off from all others, in both directions. The test still calls it, for
	 * that uses no network.
	 * @param node the node
	 * @param kind how
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void isolate(Node node, Cut kind) {
		host(node).cut(kind);
	}

	/**
	 * Cuts the link between two nodes in both directions, with {@link Cut#DROP}.
	 * @param one a node
	 * @param other another one
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void cut(Node one, Node other) {
		host(one).cutFrom(host(other));
	}

	/**
	 * Cuts one direction: what a node sends to another one is lost in silence.
	 * @param from the node that sends
	 * @param to the node that hears nothing
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void cutOneWay(Node from, Node to) {
		host(from).cutTo(host(to));
	}

	/**
	 * Splits the cluster in two: these nodes and all others, with {@link Cut#DROP}. Nodes
	 * that are added later reach both sides.
	 * @param group the nodes on one side
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void split(List<Node> group) {
		this.nodes.stream()
			.filter(Predicate.not(group::contains))
			.forEach((other) -> group.forEach((node) -> cut(node, other)));
	}

	/**
	 * Takes back every cut.
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void heal() {
		hosts().forEach(VirtualHost::heal);
	}

	/**
	 * Limits the bandwidth of every node's link, in each direction.
	 * @param bitsPerSecond the limit; at least 8000
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void limitBandwidth(long bitsPerSecond) {
		hosts().forEach((host) -> host.limitBandwidth(bitsPerSecond));
	}

	/**
	 * Takes back the limit of the bandwidth.
	 * @throws UnsupportedOperationException if the nodes have no network of their own
	 */
	public void unlimitBandwidth() {
		hosts().forEach(VirtualHost::unlimitBandwidth);
	}

	private Stream<VirtualHost> hosts() {
		return this.nodes.stream().map(this::host);
	}

	private VirtualHost host(Node node) {
		this.factory.network();
		return node.host();
	}

	/**
	 * Ends every node, processes by SIGKILL, and removes their network and temporary
	 * files. The logs stay.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		try (this.factory) {
			forEach(this.nodes, Node::close);
		}
	}

	@Override
	public String toString() {
		return "cluster of " + this.nodes;
	}

}
