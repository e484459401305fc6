package io.foundation.test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Nodes that a test looks at together. Closing it kills those that still run. May be used
 * by any thread.
 */
public final class NodeGroup implements AutoCloseable {

	private static final Duration POLL = Duration.ofMillis(50);

	private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();

	/**
	 * Starts nodes together; does not wait until they are ready.
	 * @param commands how to start them
	 * @return the nodes
	 */
	public List<NodeProcess> start(List<NodeCommand> commands) {
		return commands.stream().map(this::start).toList();
	}

	/**
	 * Starts a node; does not wait until it is ready.
	 * @param command how to start it
	 * @return the node
	 */
	public NodeProcess start(NodeCommand command) {
		NodeProcess node = NodeProcess.start(command);
		this.nodes.add(node);
		return node;
	}

	/**
	 * Starts a node of this group again, in a new process; kills it first if it runs.
	 * @param node the node
	 * @return the new node, in the place of the old
	 */
	public NodeProcess restart(NodeProcess node) {
		NodeProcess restarted = node.restart();
		this.nodes.remove(node);
		this.nodes.add(restarted);
		return restarted;
	}

	/**
	 * The nodes.
	 * @return the nodes, also those that have ended
	 */
	public List<NodeProcess> nodes() {
		return List.copyOf(this.nodes);
	}

	/**
	 * Waits until all nodes have started.
	 * @param timeout how long to wait for all together
	 * @throws NodeFailedException if one ends instead, or does not start in time
	 */
	public void awaitReady(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.nodes.forEach(
				(node) -> node.awaitReady(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())).plusMillis(1)));
	}

	/**
	 * Waits until these nodes are one cluster of exactly themselves, in each one's view.
	 * @param members the nodes
	 * @param timeout how long to wait
	 * @throws NodeFailedException if they are not in time, with each one's view and log
	 */
	public void awaitOneCluster(List<NodeProcess> members, Duration timeout) {
		await("be one cluster", members, timeout, (views) -> isOneCluster(views, members.size()));
	}

	/**
	 * Whether these are the views of the members of one cluster.
	 * @param views each node's view
	 * @param size the number of members it must have
	 * @return whether there are so many views, each of the same members
	 */
	public static boolean isOneCluster(List<ClusterView> views, int size) {
		return views.size() == size && views.get(0).size() == size
				&& views.stream().map(ClusterView::memberIds).distinct().count() == 1;
	}

	/**
	 * Waits until the views of nodes are as they should be.
	 * @param what what is awaited, for the message
	 * @param nodes whose views; those that do not answer are left out
	 * @param timeout how long to wait
	 * @param condition how they should be
	 * @return the views
	 * @throws NodeFailedException if they are not in time, with each one's view and log
	 */
	public List<ClusterView> await(String what, List<NodeProcess> nodes, Duration timeout,
			Predicate<List<ClusterView>> condition) {
		try {
			return Awaitility.await().pollInterval(POLL).atMost(timeout).until(() -> views(nodes), condition);
		}
		catch (ConditionTimeoutException ex) {
			throw new NodeFailedException("Nodes did not " + what + " within " + timeout + "\n" + describe(nodes), ex);
		}
	}

	/**
	 * The views of nodes.
	 * @param nodes whose views
	 * @return the views of those that answer
	 */
	public static List<ClusterView> views(List<NodeProcess> nodes) {
		List<ClusterView> views = new ArrayList<>();
		nodes.forEach((node) -> view(node).ifPresent(views::add));
		return views;
	}

	private static Optional<ClusterView> view(NodeProcess node) {
		try {
			return Optional.of(node.cluster());
		}
		catch (IOException | NodeFailedException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
	}

	/**
	 * What is known of nodes, for messages.
	 * @param nodes the nodes
	 * @return each one's view and the tail of its log
	 */
	public static String describe(List<NodeProcess> nodes) {
		return nodes.stream()
			.map((node) -> node + ": " + view(node).map(ClusterView::toString).orElse("no answer") + "\n"
					+ node.log().tail())
			.collect(Collectors.joining("\n"));
	}

	/**
	 * Kills the nodes that still run.
	 */
	@Override
	public void close() {
		this.nodes.forEach(NodeProcess::close);
	}

}
