package io.foundation.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import io.foundation.test.TestApplication.Counter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ClusterTest} with nodes in processes. They share a cluster, which each
 * finds whole.
 */
@ClusterTest(nodes = 3, mode = ClusterTest.Mode.PROCESS, lifecycle = ClusterTest.Lifecycle.PER_CLASS,
		jvmArguments = "-Dtest.argument=a \"quoted\" \\ argument")
class ProcessClusterIT {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@BeforeEach
	void makeWhole(Cluster cluster) {
		cluster.nodes().stream().filter((node) -> !node.isRunning()).forEach(Node::start);
		cluster.awaitOneCluster();
	}

	@Test
	void callsTravel(Cluster cluster) {
		int number = 21;
		List<Long> pids = cluster.nodes()
			.stream()
			.map((node) -> node.<Long>call((context) -> ProcessHandle.current().pid() + 0 * number))
			.toList();
		assertThat(pids).doesNotHaveDuplicates().doesNotContain(ProcessHandle.current().pid());
		assertThat(cluster.node(1).<String>call((context) -> System.getProperty("test.argument")))
			.isEqualTo("a \"quoted\" \\ argument");
		assertThat(cluster.node(1).<Long>call((context) -> Runtime.getRuntime().maxMemory()))
			.isLessThanOrEqualTo(128 << 20);
	}

	@Test
	void beansOfANodeAreCalledThere(Cluster cluster) {
		Counter counter = cluster.node(1).bean(Counter.class);
		int before = counter.value();
		assertThat(counter.add(2)).isEqualTo(before + 2);
		assertThat(cluster.node(2).bean(Counter.class).value()).isZero();
		assertThat(counter).hasToString(Counter.class.getName() + " on node-1").isEqualTo(counter);
		assertThatIllegalArgumentException().isThrownBy(() -> cluster.node(1).bean(TestApplication.class));
	}

	@Test
	void exceptionsArriveAsTheyAreAndSayWhoCalled(Cluster cluster) {
		Counter counter = cluster.node(1).bean(Counter.class);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> counter.fail("disk full"))
			.withMessage("disk full")
			.satisfies((ex) -> {
				assertThat(ex.getStackTrace()[0].getMethodName()).isEqualTo("fail");
				assertThat(ex.getStackTrace()).contains(new StackTraceElement("node-1", "called from", null, -1))
					.anyMatch((element) -> element.getClassName().startsWith(ProcessClusterIT.class.getName()));
			});
	}

	@Test
	void whatCannotTravelIsToldInWords(Cluster cluster) {
		Counter counter = cluster.node(1).bean(Counter.class);
		assertThatExceptionOfType(NodeCallException.class).isThrownBy(counter::failInPrivate)
			.withMessageContaining("What ran on node-1 failed there with")
			.withMessageContaining("PrivateException: between us")
			.withMessageContaining("at " + TestApplication.class.getName());
		assertThatIllegalStateException().isThrownBy(counter::unserializable)
			.withMessageContaining("The result cannot be serialized")
			.withMessageContaining("java.lang.Thread");
		assertThatExceptionOfType(NodeCallException.class)
			.isThrownBy(() -> cluster.node(1).run((context) -> this.toString()))
			.withMessageContaining("captures the test");
	}

	@Test
	void killedNodeIsSeenAsCrashedAndComesBackAnother(Cluster cluster) {
		Node node = cluster.node(3);
		String before = node.view().localMember();
		holdTogether(cluster);
		node.kill();
		cluster.awaitSize(2);
		cluster.awaitEach("node-3 seen as crashed", PATIENCE,
				(other) -> other.view().departureOf("node-3").filter("crashed"::equals).isPresent());
		assertThatExceptionOfType(NodeCallException.class).isThrownBy(node::view)
			.withMessageStartingWith("Node node-3 does not run, or ended meanwhile");
		node.restart("test.greeting=hello again");
		cluster.awaitOneCluster();
		assertThat(node.view().localMember()).isNotEqualTo(before);
		assertThat(node.<String>call((context) -> context.getEnvironment().getRequiredProperty("test.greeting")))
			.isEqualTo("hello again");
		assertThat(node.log().file().getFileName()).hasToString("node-3.2.log");
	}

	/**
	 * Members can prove a crash of one that has answered their beats.
	 */
	private static void holdTogether(Cluster cluster) {
		Awaitility.await()
			.during(Duration.ofSeconds(2))
			.atMost(PATIENCE)
			.until(() -> cluster.nodes().stream().allMatch((node) -> node.view().size() == cluster.running().size()));
	}

	@Test
	void stoppedNodeIsSeenAsGone(Cluster cluster) {
		cluster.node(2).stop();
		cluster.awaitSize(2);
		assertThat(cluster.node(1).view().departureOf("node-2")).contains("graceful");
		assertThat(cluster.running()).containsExactly(cluster.node(1), cluster.node(3));
		assertThatIllegalStateException().isThrownBy(cluster.node(2)::stop)
			.withMessage("Node node-2 does not run and cannot stop in good order");
	}

	@Test
	void pausedNodeDoesNotAnswerUntilItIsResumed(Cluster cluster) {
		Node node = cluster.node(2);
		node.pause();
		assertThat(cluster.running()).doesNotContain(node);
		assertThatExceptionOfType(NodeCallException.class)
			.isThrownBy(() -> node.run((context) -> context.getId(), Duration.ofMillis(100)))
			.withMessage("Node node-2 did not answer within PT0.1S");
		assertThatIllegalStateException().isThrownBy(node::stop).withMessageContaining("is paused");
		assertThat(cluster.describe()).contains("node-2 is paused; its view: none");
		node.resume();
		assertThat(node.view().size()).isEqualTo(3);
	}

	@Test
	void addedNodeJoins(Cluster cluster) {
		Node added = cluster.startNode("foundation.cluster.member-name=the-new-one");
		cluster.awaitOneCluster();
		assertThat(cluster.node(1).view().memberNames()).contains("the-new-one");
		added.kill();
	}

	@Test
	void nothingButThisUserReachesTheNodes(Cluster cluster) throws IOException {
		String socket = cluster.node(1)
			.call((context) -> ProcessHandle.current().info().arguments().map((all) -> all[all.length - 1]).orElse(""));
		Path directory = Path.of(socket).getParent();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
	}

}
