package io.foundation.sample.it;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.foundation.test.ClusterView;
import io.foundation.test.Cut;
import io.foundation.test.NodeCommand;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeLog;
import io.foundation.test.NodeProcess;
import io.foundation.test.VirtualHost;
import io.foundation.test.VirtualNetwork;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes of the sample, each on a host of its own, and what befalls them. What happened is
 * read from their logs, which also a node writes that nobody reaches.
 */
final class FaultyCluster implements AutoCloseable {

	static final Duration START = Duration.ofSeconds(180);

	/** Far beyond what is promised, so that a busy machine fails no test. */
	static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String SECRET = "correct horse battery staple";

	private static final Duration POLL = Duration.ofMillis(20);

	private final VirtualNetwork network = VirtualNetwork.create();

	private final NodeGroup group = new NodeGroup();

	private final List<VirtualHost> hosts;

	private final List<NodeProcess> nodes = new ArrayList<>();

	private final Sample sample;

	private final List<String> arguments;

	FaultyCluster(String topic, int size) {
		this(topic, size, (network) -> List.of());
	}

	/**
	 * Creates a cluster that is not started yet.
	 * @param arguments the nodes' arguments, given the first three bytes of the network
	 */
	FaultyCluster(String topic, int size, Function<String, List<String>> arguments) {
		this.sample = Sample.cluster(topic);
		this.hosts = this.network.addHosts(size);
		String gateway = this.network.gateway();
		this.arguments = arguments.apply(gateway.substring(0, gateway.lastIndexOf('.')));
	}

	/**
	 * Starts a node on each host; they become one cluster.
	 */
	FaultyCluster start() {
		IntStream.range(0, this.hosts.size()).forEach((i) -> this.nodes.add(this.group.start(command(i))));
		this.group.awaitReady(START);
		awaitWhole();
		return this;
	}

	private NodeCommand command(int index) {
		VirtualHost host = this.hosts.get(index);
		return this.sample.quickNode("node-" + index)
			.arguments("--server.address=0.0.0.0")
			.arguments(this.arguments.toArray(String[]::new))
			.environment("FOUNDATION_CLUSTER_SECRET", SECRET)
			.on(host)
			.build();
	}

	NodeProcess node(int index) {
		return this.nodes.get(index);
	}

	VirtualHost host(int index) {
		return this.hosts.get(index);
	}

	int size() {
		return this.nodes.size();
	}

	List<NodeProcess> allBut(int... indices) {
		return IntStream.range(0, this.nodes.size())
			.filter((i) -> IntStream.of(indices).noneMatch((index) -> index == i))
			.mapToObj(this.nodes::get)
			.toList();
	}

	/**
	 * The indices, oldest member first.
	 */
	List<Integer> byAge() {
		List<String> ids = view(0).members().stream().map(ClusterView.Member::id).toList();
		return IntStream.range(0, size())
			.boxed()
			.sorted(Comparator.comparing((index) -> ids.indexOf(view(index).localMember())))
			.toList();
	}

	ClusterView view(int index) {
		return NodeGroup.views(List.of(node(index))).get(0);
	}

	/**
	 * Starts a node again that has ended; waits until it is up, not until it has joined.
	 */
	void restart(int index) {
		this.nodes.set(index, this.group.restart(this.nodes.get(index)));
		this.nodes.get(index).awaitReady(START);
	}

	Instant cut(int index, Cut kind) {
		Instant now = Instant.now();
		this.hosts.get(index).cut(kind);
		return now;
	}

	/**
	 * Cuts between two halves: those below an index, and the others.
	 */
	Instant split(int first, Cut kind) {
		Instant now = Instant.now();
		for (int one = 0; one < first; one++) {
			for (int other = first; other < this.hosts.size(); other++) {
				this.hosts.get(one).cutFrom(this.hosts.get(other), kind);
			}
		}
		return now;
	}

	Instant heal() {
		this.hosts.forEach(VirtualHost::heal);
		return Instant.now();
	}

	/**
	 * Waits until all are one cluster in each one's view.
	 */
	void awaitWhole() {
		this.group.awaitOneCluster(this.nodes, PATIENCE);
	}

	/**
	 * Waits until everybody's log shows what it should, and tells when the last one did.
	 * @param since what is earlier does not count
	 */
	Instant awaitLine(List<NodeProcess> nodes, String regex, Instant since) {
		explained("'" + regex + "' in every log",
				() -> Awaitility.await()
					.pollInterval(POLL)
					.atMost(PATIENCE)
					.until(() -> nodes.stream().allMatch((node) -> times(node, regex, since).findFirst().isPresent())));
		return nodes.stream()
			.map((node) -> times(node, regex, since).findFirst().orElseThrow())
			.max(Instant::compareTo)
			.orElseThrow();
	}

	static Stream<Instant> times(NodeProcess node, String regex, Instant since) {
		return node.log()
			.linesWith(regex)
			.stream()
			.flatMap((line) -> NodeLog.timeIn(line).stream())
			.filter((time) -> !time.isBefore(since));
	}

	/**
	 * Lets a time pass in which something must stay as it is.
	 */
	void hold(Duration time, BooleanSupplier condition) {
		explained("unchanged for " + time,
				() -> Awaitility.await().during(time).atMost(time.plusSeconds(10)).until(condition::getAsBoolean));
	}

	private void explained(String what, Runnable wait) {
		try {
			wait.run();
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("Not seen: " + what + "\n" + NodeGroup.describe(this.nodes), ex);
		}
	}

	boolean nobodyCrashed(Instant since) {
		return this.nodes.stream()
			.allMatch((node) -> times(node, "Member left: .*\\(crashed\\)", since).findAny().isEmpty());
	}

	boolean isWhole() {
		return NodeGroup.isOneCluster(NodeGroup.views(this.nodes), this.nodes.size());
	}

	long left(Instant since) {
		return this.nodes.stream().flatMap((node) -> times(node, "Member left: ", since)).count();
	}

	void assertNobodyCrashed(Instant since) {
		assertThat(nobodyCrashed(since)).as(() -> NodeGroup.describe(this.nodes)).isTrue();
	}

	NodeGroup group() {
		return this.group;
	}

	List<NodeProcess> nodes() {
		return List.copyOf(this.nodes);
	}

	@Override
	public void close() {
		this.group.close();
		this.network.close();
	}

}
