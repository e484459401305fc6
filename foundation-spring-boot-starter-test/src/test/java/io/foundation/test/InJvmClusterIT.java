package io.foundation.test;

import java.io.IOException;
import java.time.Duration;

import io.foundation.test.TestApplication.Counter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClusterTest} with nodes in the test's JVM.
 */
@ClusterTest(nodes = 2, properties = "test.greeting=hello", lifecycle = ClusterTest.Lifecycle.PER_CLASS)
class InJvmClusterIT {

	private final Cluster cluster;

	InJvmClusterIT(Cluster cluster) {
		this.cluster = cluster;
		cluster.nodes().stream().filter((node) -> !node.isRunning()).forEach(Node::start);
		cluster.awaitOneCluster();
	}

	@Test
	void nodesAreNamedAndOneCluster() {
		ClusterView view = this.cluster.node(2).view();
		assertThat(view.memberNames()).containsExactlyInAnyOrder("node-1", "node-2");
		assertThat(view.state()).isEqualTo("healthy");
		assertThat(view.quorum()).isEqualTo(new ClusterView.Quorum(2, true));
		assertThat(view.members()).filteredOn(ClusterView.Member::local)
			.extracting(ClusterView.Member::id)
			.containsExactly(view.localMember());
	}

	@Test
	void propertiesReachEveryNode() {
		Node node = this.cluster.node("node-1");
		assertThat(node.properties()).containsEntry("test.greeting", "hello");
		assertThat(node.<String>call((context) -> context.getEnvironment().getRequiredProperty("test.greeting")))
			.isEqualTo("hello");
	}

	@Test
	void eachNodeHasBeansAndALogOfItsOwn() {
		Counter one = this.cluster.node(1).bean(Counter.class);
		Counter other = this.cluster.node(2).bean("counter", Counter.class);
		int before = other.value();
		one.add(4711);
		assertThat(other.value()).isEqualTo(before);
		assertThat(this.cluster.node(1).log().linesWith("Adding 4711")).hasSize(1);
		assertThat(this.cluster.node(2).log().linesWith("Adding 4711")).isEmpty();
		assertThat(this.cluster.node(2).log().linesWith("Started TestApplication")).isNotEmpty();
	}

	@Test
	void exceptionsArriveAsTheyAreAndSayWhoCalled() {
		Counter counter = this.cluster.node(1).bean(Counter.class);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> counter.fail("disk full"))
			.withMessage("disk full")
			.satisfies((ex) -> assertThat(ex.getStackTrace())
				.anyMatch((element) -> element.getClassName().startsWith(InJvmClusterIT.class.getName())));
	}

	@Test
	void callsEndAtTheirLimit() {
		assertThatExceptionOfType(NodeCallException.class)
			.isThrownBy(() -> this.cluster.node(2)
				.run((context) -> context.getBean(Counter.class).hang(), Duration.ofMillis(100)))
			.withMessage("Node node-2 did not answer within PT0.1S");
	}

	@Test
	void urlIsThatOfTheWebServer() {
		Node node = this.cluster.node(2);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(node::url)
			.withMessage("Node node-2 has no web server");
		node.restart("local.server.port=4711");
		assertThat(node.url()).hasToString("http://127.0.0.1:4711");
		node.restart("local.server.port=");
		this.cluster.awaitOneCluster();
	}

	@Test
	void whatTakesAProcessSaysSo() {
		Node node = this.cluster.node(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(node::kill)
			.withMessage("Node node-1 runs in the test's JVM and cannot be killed: use mode = PROCESS");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(node::pause);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(node::host);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(this.cluster::heal)
			.withMessageContaining("network = true");
	}

	@Test
	void nodesLeaveAndComeBack() {
		Node node = this.cluster.node(2);
		node.stop();
		this.cluster.awaitSize(1);
		assertThat(this.cluster.node(1).view().departureOf("node-2")).contains("graceful");
		assertThatExceptionOfType(NodeCallException.class).isThrownBy(node::view);
		node.restart("test.greeting=bye");
		this.cluster.awaitOneCluster();
		assertThat(node.properties()).containsEntry("test.greeting", "bye");
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(node::start);
	}

	@Test
	void waitInVainShowsWhatTheNodesSee() {
		assertThatExceptionOfType(NodeFailedException.class)
			.isThrownBy(() -> this.cluster.awaitSize(7, Duration.ofMillis(200)))
			.withMessageContaining("Not within PT0.2S: a cluster of 7")
			.withMessageContaining("node-1 runs; its view: ClusterView[name=")
			.withMessageContaining("node-2.log (last ");
		assertThatExceptionOfType(NodeFailedException.class)
			.isThrownBy(() -> this.cluster.awaitEach("a failing condition", Duration.ofMillis(200), (node) -> {
				throw new IllegalStateException("not yet");
			}))
			.havingCause()
			.withMessage("not yet");
	}

}
