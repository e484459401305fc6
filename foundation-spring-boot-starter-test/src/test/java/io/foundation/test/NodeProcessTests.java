package io.foundation.test;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NodeProcess}.
 */
class NodeProcessTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	@TempDir
	private Path logs;

	@Test
	void startsAndAnswersOnThePortInItsLog() throws Exception {
		NodeCommand command = PlainNode.command("a", this.logs).environment("GREETING", "hello").build();
		try (NodeProcess node = NodeProcess.start(command)) {
			node.awaitReady(LIMIT);
			assertThat(node.get("/")).isEqualTo("hello");
			assertThat(node.exitCode()).isEmpty();
		}
	}

	@Test
	void endIsReportedWithTheLog() {
		try (NodeProcess node = NodeProcess.start(PlainNode.command("a", this.logs, "fail").build())) {
			assertThatExceptionOfType(NodeFailedException.class).isThrownBy(() -> node.awaitReady(LIMIT))
				.withMessageContaining("Node a ended with exit code 3")
				.withMessageContaining("no luck today");
		}
	}

	@Test
	void terminateAndKillEndTheProcess() {
		try (NodeProcess node = NodeProcess.start(PlainNode.command("a", this.logs).build())) {
			node.awaitReady(LIMIT);
			assertThat(node.terminate(LIMIT)).isEqualTo(143);
			try (NodeProcess restarted = node.restart()) {
				restarted.awaitReady(LIMIT);
				restarted.kill();
				assertThat(restarted.exitCode()).hasValue(137);
				assertThat(restarted.log().file()).isNotEqualTo(node.log().file());
			}
		}
	}

	@Test
	void pausedNodeDoesNotAnswerUntilItIsResumed() throws Exception {
		try (NodeProcess node = NodeProcess.start(PlainNode.command("a", this.logs).build())) {
			node.awaitReady(LIMIT);
			node.pause();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> node.get("/"));
			assertThat(node.isAlive()).isTrue();
			node.resume();
			assertThat(node.get("/")).isEqualTo("null");
		}
	}

	@Test
	void nodesDoNotOutliveTheJvmThatStartedThem() {
		NodeCommand command = PlainNode.command("parent", this.logs, "launch", this.logs.toString()).build();
		try (NodeProcess parent = NodeProcess.start(command)) {
			parent.awaitReady(LIMIT);
			ProcessHandle child = PlainNode.childOf(parent);
			assertThat(child.isAlive()).isTrue();
			parent.kill();
			Awaitility.await().atMost(LIMIT).until(() -> !child.isAlive());
		}
	}

}
