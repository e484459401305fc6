package io.foundation.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class LivenessTests {

	private static final Duration LEASE = Duration.ofMillis(500);

	private static final Duration FRESH = Duration.ofSeconds(1);

	private final List<Node> nodes = new ArrayList<>();

	@AfterEach
	void stop() {
		this.nodes.forEach((node) -> node.liveness.close());
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.doesNotContain("foundation-liveness"));
	}

	@Test
	void peersHearEachOther() {
		Node one = node("shop", "a secret of some length");
		Node two = node("shop", "a secret of some length");
		one.watch(two);
		two.watch(one);
		await().until(() -> one.hears(two) && two.hears(one));
	}

	@Test
	void aFarewellIsHeard() {
		Node one = node("shop", null);
		Node two = node("shop", null);
		one.watch(two);
		await().until(() -> one.hears(two));
		two.liveness.close();
		await().untilAsserted(() -> assertThat(one.told).containsExactly("farewell " + two.id()));
	}

	@Test
	void aFarewellIsHeardByThoseWhoAreOnlyAboutToWatch() {
		Node one = node("shop", null);
		Node two = node("shop", null);
		Node witness = node("shop", null);
		CompletableFuture<Void> leaving = CompletableFuture
			.runAsync(() -> two.liveness.close(Set.of(one.id(), witness.id())));
		witness.watch(two);
		await().until(() -> witness.hears(two));
		one.watch(two);
		leaving.join();
		await().untilAsserted(() -> assertThat(one.told).containsExactly("farewell " + two.id()));
		await().untilAsserted(() -> assertThat(witness.told).containsExactly("farewell " + two.id()));
	}

	@Test
	void nobodyIsWaitedForInVain() {
		Node one = node("shop", null);
		Node two = node("shop", null);
		one.watch(two);
		await().until(() -> one.hears(two));
		two.liveness.close(Set.of(one.id(), "somebody who never came"));
		await().untilAsserted(() -> assertThat(one.told).containsExactly("farewell " + two.id()));
	}

	@Test
	void whoDoesNotKnowTheSecretIsNotHeard() {
		Node one = node("shop", "a secret of some length");
		Node other = node("shop", "another secret of length");
		Node open = node("shop", null);
		one.watch(other);
		one.watch(open);
		other.watch(one);
		open.watch(one);
		Node friend = node("shop", "a secret of some length");
		one.watch(friend);
		await().until(() -> one.hears(friend));
		assertThat(one.hears(other)).isFalse();
		assertThat(one.hears(open)).isFalse();
		assertThat(other.hears(one)).isFalse();
		assertThat(open.hears(one)).isFalse();
	}

	@Test
	void anotherProcessOnThePortIsNotTakenForThePeer() {
		Node one = node("shop", null);
		Node two = node("shop", null);
		Node witness = node("shop", null);
		one.liveness.watch("somebody-else", two.address());
		one.watch(witness);
		await().until(() -> one.hears(witness));
		assertThat(one.liveness.heardWithin("somebody-else", FRESH)).isFalse();
		assertThat(one.told).isEmpty();
	}

	@Test
	void aRefusalAloneProvesNothing() {
		Node one = node("shop", null);
		Node witness = node("shop", null);
		one.liveness.watch("nobody", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
		one.watch(witness);
		await().until(() -> one.hears(witness));
		assertThat(one.told).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1\r\n\r\n", "A", "Z\0\0", "A\0\1x", "D\0\0031\n1", "A\177\177aaaa" })
	void garbageClosesTheConnection(String garbage) throws IOException {
		Node one = node("shop", null);
		try (Socket socket = new Socket()) {
			socket.connect(one.address(), 1000);
			socket.setSoTimeout(5000);
			socket.getOutputStream().write(garbage.getBytes(StandardCharsets.ISO_8859_1));
			assertThat(endOf(socket)).isTrue();
		}
	}

	@Test
	void readsBackEveryFrameAndNoGarbage() throws IOException {
		List<LivenessFrame> frames = List.of(new LivenessFrame.Hello("a", "b", "c", "1:2", "3:4"),
				new LivenessFrame.Welcome("a", "b", "1:2", "3:4", ""), new LivenessFrame.Proof("x"),
				new LivenessFrame.Beat(7, 6), new LivenessFrame.Farewell());
		ByteBuffer buffer = ByteBuffer.allocate(1000);
		for (LivenessFrame frame : frames) {
			buffer.put(frame.encode());
		}
		buffer.flip();
		for (LivenessFrame frame : frames) {
			assertThat(LivenessFrame.decode(buffer)).isEqualTo(frame);
		}
		assertThat(LivenessFrame.decode(buffer)).isNull();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> LivenessFrame.decode(ByteBuffer.wrap("D\0\3x\ny".getBytes(StandardCharsets.US_ASCII))));
	}

	private static boolean endOf(Socket socket) throws IOException {
		try {
			return socket.getInputStream().read() < 0;
		}
		catch (SocketException ex) {
			return true; // a reset closes as well
		}
	}

	private Node node(String cluster, String secret) {
		Node node = new Node(
				new NodeIdentity(cluster, null, "5.7", (secret != null) ? new ClusterSecret(secret) : null));
		this.nodes.add(node);
		return node;
	}

	/** A process, as far as liveness is concerned. */
	private static final class Node implements Liveness.Listener {

		private final List<String> told = new CopyOnWriteArrayList<>();

		private final NodeIdentity identity;

		private final Liveness liveness;

		private final int port;

		Node(NodeIdentity identity) {
			this.identity = identity;
			this.liveness = new Liveness(identity, LEASE, 0);
			this.liveness.listener(this);
			this.port = this.liveness.listen(InetAddress.getLoopbackAddress());
		}

		String id() {
			return this.identity.instanceId();
		}

		InetSocketAddress address() {
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port);
		}

		void watch(Node other) {
			this.liveness.watch(other.id(), other.address());
		}

		boolean hears(Node other) {
			return this.liveness.heardWithin(other.id(), FRESH);
		}

		@Override
		public void crashed(String id) {
			this.told.add("crashed " + id);
		}

		@Override
		public void saidFarewell(String id) {
			this.told.add("farewell " + id);
		}

	}

}
