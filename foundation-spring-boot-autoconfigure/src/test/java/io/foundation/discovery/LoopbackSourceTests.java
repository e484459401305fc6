package io.foundation.discovery;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.RefusedPeer.Reason;
import io.foundation.cluster.Strategy;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LoopbackSourceTests {

	private static final DiscoveryProperties.Loopback OFTEN = new DiscoveryProperties.Loopback(Duration.ofMillis(100));

	private static final DiscoveryProperties.Loopback ONCE = new DiscoveryProperties.Loopback(Duration.ofMinutes(10));

	/** Nobody is there. */
	private static final PortRange NO_PORTS = new PortRange(1, 1);

	private final String cluster = TestNodes.uniqueName();

	private final List<LoopbackSource> sources = new ArrayList<>();

	private final List<ServerSocket> sockets = new ArrayList<>();

	@AfterEach
	void stop() throws IOException {
		this.sources.forEach(LoopbackSource::stop);
		for (ServerSocket socket : this.sockets) {
			socket.close();
		}
		await().untilAsserted(() -> assertThat(Threads.startingWith("foundation-loopback")).isEmpty());
	}

	@Test
	void oneScanIntroducesBoth() throws Exception {
		LocalNode one = node(null);
		LocalNode two = node(null);
		RecordingPeers onesPeers = new RecordingPeers();
		RecordingPeers twosPeers = new RecordingPeers();
		start(one, onesPeers, ONCE, NO_PORTS).get(5, TimeUnit.SECONDS);
		start(two, twosPeers, ONCE, portOf(one)).get(5, TimeUnit.SECONDS);
		assertThat(twosPeers.found).containsExactly(peer(one));
		await().until(() -> onesPeers.found.contains(peer(two)));
	}

	@Test
	void theFirstScanOfManyPortsIsOverAtOnce() {
		long started = System.nanoTime();
		CompletableFuture<?> first = start(node(null), new RecordingPeers(), ONCE, new PortRange(40, 100));
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(500));
		assertThat(first).succeedsWithin(Duration.ofSeconds(2));
	}

	@Test
	void whoHasVanishedIsGone() throws Exception {
		LocalNode one = node(null);
		LocalNode two = node(null);
		RecordingPeers peers = new RecordingPeers();
		start(two, new RecordingPeers(), ONCE, NO_PORTS);
		start(one, peers, OFTEN, portOf(two));
		await().until(() -> peers.found.contains(peer(two)));
		assertThat(peers.gone).isEmpty();
		close(two);
		await().until(() -> peers.gone.contains(peer(two)));
	}

	@Test
	void aPeerFromOutsideOfTheRangeIsFollowed() throws Exception {
		LocalNode one = node(null);
		LocalNode two = node(null);
		RecordingPeers peers = new RecordingPeers();
		start(one, peers, OFTEN, NO_PORTS);
		start(two, new RecordingPeers(), ONCE, portOf(one));
		await().until(() -> peers.found.contains(peer(two)));
		close(two);
		await().until(() -> peers.gone.contains(peer(two)));
	}

	@Test
	void anotherMemberOnThePortReplacesTheFirst() throws Exception {
		LocalNode one = node(null);
		LocalNode two = node(null);
		RecordingPeers peers = new RecordingPeers();
		start(two, new RecordingPeers(), ONCE, NO_PORTS);
		start(one, peers, OFTEN, portOf(two));
		await().until(() -> peers.found.contains(peer(two)));
		this.sources.get(0).stop();
		close(two);
		listen(LocalNode.introductionPort(two.address().getPort()), "SSH-2.0-OpenSSH_9.2\r\n");
		await().until(() -> peers.gone.contains(peer(two)));
		assertThat(peers.refused).isEmpty();
	}

	@Test
	void othersAreRefusedOnBothSides() {
		LocalNode one = node(TestNodes.SECRET);
		LocalNode two = node("another secret");
		LocalNode old = introducing(
				TestNodes.introducing(TestIdentities.identity(this.cluster, "5.5", TestNodes.SECRET)));
		RecordingPeers onesPeers = new RecordingPeers();
		RecordingPeers twosPeers = new RecordingPeers();
		RecordingPeers oldsPeers = new RecordingPeers();
		start(one, onesPeers, ONCE, NO_PORTS);
		start(two, twosPeers, ONCE, portOf(one));
		start(old, oldsPeers, ONCE, portOf(one));
		await().until(() -> onesPeers.refused.contains(Reason.SECRET) && onesPeers.refused.contains(Reason.VERSION));
		await().until(() -> twosPeers.refused.contains(Reason.SECRET) && oldsPeers.refused.contains(Reason.VERSION));
		assertThat(onesPeers.refusedAddresses).contains("127.0.0.1:" + two.address().getPort());
		assertThat(onesPeers.found).isEmpty();
		assertThat(twosPeers.found).isEmpty();
	}

	@Test
	void strangersAreNotReported() throws Exception {
		LocalNode one = node(null);
		LocalNode stranger = introducing(
				TestNodes.introducing(TestIdentities.identity(TestNodes.uniqueName(), "5.7", null)));
		RecordingPeers peers = new RecordingPeers();
		start(stranger, new RecordingPeers(), ONCE, NO_PORTS);
		start(one, peers, ONCE, portOf(stranger)).get(5, TimeUnit.SECONDS);
		assertThat(peers.found).isEmpty();
		assertThat(peers.refused).isEmpty();
	}

	@Test
	void garbageIsCountedUnderOneAddress() throws Exception {
		LocalNode node = node(null);
		RecordingPeers peers = new RecordingPeers();
		start(node, peers, ONCE, NO_PORTS);
		say(node, "GET / HTTP/1.1\r\n");
		say(node, "foundation\tcluster=" + this.cluster + "\t\n");
		say(node, "x".repeat(2 * NodeRecord.MAX_BYTES));
		say(node, "\u00ff\u00fe\n");
		await().until(() -> peers.refused.size() == 4);
		assertThat(peers.refused).containsOnly(Reason.MALFORMED);
		assertThat(peers.refusedAddresses)
			.containsOnly("a connection to 127.0.0.1:" + LocalNode.introductionPort(node.address().getPort()));
	}

	@Test
	void silenceCostsASecondAndNoMore() throws Exception {
		LocalNode node = node(null);
		RecordingPeers peers = new RecordingPeers();
		start(node, peers, ONCE, NO_PORTS);
		try (Socket silent = connect(node)) {
			silent.setSoTimeout(5000);
			long before = System.nanoTime();
			assertThat(silent.getInputStream().readAllBytes())
				.startsWith("foundation\t".getBytes(StandardCharsets.UTF_8));
			assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(Duration.ofMillis(500),
					Duration.ofSeconds(4));
		}
		assertThat(peers.refused).isEmpty();
	}

	@Test
	void aProgramThatNeverAnswersDoesNotHoldUpTheFirstScan() throws Exception {
		ServerSocket mute = new ServerSocket(0, 50, TestNodes.literal("127.0.0.1"));
		this.sockets.add(mute);
		CompletableFuture<?> first = start(node(null), new RecordingPeers(), ONCE,
				new PortRange(mute.getLocalPort() - 10_000, 1));
		assertThat(first).succeedsWithin(Duration.ofSeconds(3));
	}

	@Test
	void startsAgainAfterAStop() throws Exception {
		LocalNode one = node(null);
		LoopbackSource source = new LoopbackSource(ONCE, NO_PORTS);
		this.sources.add(source);
		source.start(one, new RecordingPeers());
		source.stop();
		close(one);
		LocalNode again = node(null);
		RecordingPeers peers = new RecordingPeers();
		source.start(again, peers);
		LocalNode two = node(null);
		start(two, new RecordingPeers(), ONCE, portOf(again)).get(5, TimeUnit.SECONDS);
		await().until(() -> peers.found.contains(peer(two)));
	}

	private LocalNode node(String secret) {
		return introducing(TestNodes.introducing(TestIdentities.identity(this.cluster, TestNodes.VERSION, secret)));
	}

	private LocalNode introducing(LocalNode node) {
		this.sockets.add(node.introductions());
		return node;
	}

	private CompletableFuture<?> start(LocalNode node, RecordingPeers peers, DiscoveryProperties.Loopback properties,
			PortRange ports) {
		LoopbackSource source = new LoopbackSource(properties, ports);
		this.sources.add(source);
		return source.start(node, peers).toCompletableFuture();
	}

	private void listen(int port, String banner) throws IOException {
		ServerSocket socket = new ServerSocket();
		socket.setReuseAddress(true);
		await().ignoreExceptionsInstanceOf(BindException.class).until(() -> {
			socket.bind(new InetSocketAddress(TestNodes.literal("127.0.0.1"), port));
			return true;
		});
		this.sockets.add(socket);
		DaemonThreads.thread("test-banner", () -> {
			while (!socket.isClosed()) {
				try (Socket connection = socket.accept()) {
					connection.getOutputStream().write(banner.getBytes(StandardCharsets.UTF_8));
				}
				catch (IOException ex) {
					return;
				}
			}
		}).start();
	}

	private static void say(LocalNode node, String text) throws IOException {
		try (Socket socket = connect(node)) {
			socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
			socket.shutdownOutput();
			socket.getInputStream().readAllBytes();
		}
		catch (SocketException ex) {
			// It hung up before it had heard everything, as it should.
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private static Socket connect(LocalNode node) throws IOException {
		return new Socket(TestNodes.literal("127.0.0.1"), LocalNode.introductionPort(node.address().getPort()));
	}

	private static void close(LocalNode node) throws IOException {
		ServerSocket socket = node.introductions();
		assertThat(socket).isNotNull();
		socket.close();
	}

	private static PortRange portOf(LocalNode node) {
		return new PortRange(node.address().getPort(), 1);
	}

	private static Peer peer(LocalNode node) {
		return new Peer(node.address(), Strategy.LOOPBACK);
	}

}
