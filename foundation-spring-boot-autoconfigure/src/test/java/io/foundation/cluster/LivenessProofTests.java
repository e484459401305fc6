package io.foundation.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What proves that a peer's process is gone, and what does not, with a peer whose sockets
 * the test ends as an operating system would, or as something else might.
 */
class LivenessProofTests {

	/** Long enough that a beat stays fresh where the machine pauses for a second. */
	private static final Duration LEASE = Duration.ofSeconds(4);

	private static final Duration PROBE = Duration.ofSeconds(2);

	private final List<String> told = new CopyOnWriteArrayList<>();

	private final NodeIdentity self = new NodeIdentity("shop", null, "5.7", null);

	private Liveness watching;

	private ScriptedPeer peer;

	@BeforeEach
	void start() throws IOException {
		start(LEASE);
	}

	private void start(Duration lease) throws IOException {
		this.watching = new Liveness(this.self, lease, 0);
		this.watching.listener(new Liveness.Listener() {

			@Override
			public void crashed(String id) {
				LivenessProofTests.this.told.add("crashed");
			}

			@Override
			public void saidFarewell(String id) {
				LivenessProofTests.this.told.add("farewell");
			}

		});
		int port = this.watching.listen(InetAddress.getLoopbackAddress());
		this.peer = new ScriptedPeer(this.self.instanceId(),
				new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
	}

	@AfterEach
	void stop() throws IOException {
		this.watching.close();
		this.peer.close();
	}

	@Test
	void anEndOfStreamAndAClosedPortProveACrash() throws IOException {
		watch();
		this.peer.closePort();
		this.peer.endStream();
		await().untilAsserted(() -> assertThat(this.told).containsExactly("crashed"));
	}

	@Test
	void aPortThatResetsWhileTheProcessDiesIsAskedAgain() throws IOException {
		watch();
		this.peer.resetConnectionsAndClosePort();
		this.peer.endStream();
		await().untilAsserted(() -> assertThat(this.told).containsExactly("crashed"));
	}

	@Test
	void aFarewellIsNoCrash() throws IOException {
		watch();
		this.peer.send(new LivenessFrame.Farewell());
		this.peer.closePort();
		this.peer.endStream();
		await().untilAsserted(() -> assertThat(this.told).containsExactly("farewell"));
	}

	@Test
	void aResetAndAClosedPortProveNothing() throws IOException {
		watch();
		this.peer.closePort();
		this.peer.resetStream();
		assertNothingIsTold();
	}

	@Test
	void anEndOfStreamProvesNothingWhileThePortAnswers() throws IOException {
		watch();
		this.peer.endStream();
		assertNothingIsTold();
	}

	@Test
	void anEndOfStreamProvesNothingWhenNoBeatWasAnsweredBefore() throws IOException {
		this.peer.deaf();
		this.watching.watch(this.peer.id(), this.peer.address());
		await().until(() -> this.watching.heardWithin(this.peer.id(), LEASE));
		this.peer.closePort();
		this.peer.endStream();
		assertNothingIsTold();
	}

	@Test
	void anEndOfStreamProvesNothingWhereAProxyStandsBetween() throws IOException {
		this.peer.behindProxy();
		watch();
		this.peer.closePort();
		this.peer.endStream();
		assertNothingIsTold();
	}

	@Test
	void aCrashIsProvedAlsoBeforeTheSecondRegularBeat() throws IOException {
		stop();
		start(Duration.ofHours(1));
		this.watching.watch(this.peer.id(), this.peer.address());
		await().until(() -> this.peer.beatsAnswered() > 1);
		this.peer.closePort();
		this.peer.endStream();
		await().untilAsserted(() -> assertThat(this.told).containsExactly("crashed"));
	}

	/** Until an answer to a beat must be known that was sent after the watch began. */
	private void watch() {
		this.watching.watch(this.peer.id(), this.peer.address());
		await().until(() -> this.watching.heardWithin(this.peer.id(), LEASE) && this.peer.beatsAnswered() > 2);
	}

	/** Longer than a port is asked. */
	private void assertNothingIsTold() {
		await().during(PROBE.plusMillis(500)).atMost(Duration.ofSeconds(10)).until(this.told::isEmpty);
	}

}
