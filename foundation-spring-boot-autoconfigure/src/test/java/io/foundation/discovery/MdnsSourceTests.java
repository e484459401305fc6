package io.foundation.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import javax.jmdns.impl.DNSTaskStarter;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.RefusedPeer.Reason;
import io.foundation.cluster.Scope;
import io.foundation.cluster.Strategy;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * Nodes that meet over multicast on the loopback interface, each test under a name of its
 * own: others on this machine do the same at the same time.
 */
class MdnsSourceTests {

	private static final DiscoveryProperties.Mdns PROPERTIES = new DiscoveryProperties.Mdns("_foundation._tcp.local.",
			Duration.ofMillis(500));

	private final String cluster = TestNodes.uniqueName();

	private final List<MdnsSource> sources = new ArrayList<>();

	@BeforeEach
	void needsMulticast() {
		assumeThat(MulticastCheck.obstacle(InetAddress.getLoopbackAddress())).as("multicast on loopback").isEmpty();
	}

	@AfterEach
	void stop() {
		this.sources.forEach(MdnsSource::stop);
		await().untilAsserted(
				() -> assertThat(Threads.startingWith("foundation-mdns", "SocketListener(foundation-")).isEmpty());
	}

	@Test
	void nodesThatStartTogetherMeet() {
		RecordingPeers one = new RecordingPeers();
		RecordingPeers two = new RecordingPeers();
		long started = System.nanoTime();
		start(TestNodes.onLoopback(this.cluster, null, 15_001), one);
		start(TestNodes.onLoopback(this.cluster, null, 15_002), two);
		await().until(() -> one.found.contains(peer(15_002)) && two.found.contains(peer(15_001)));
		// jmDNS by itself takes four seconds before it says a word.
		assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
		assertThat(one.found).doesNotContain(peer(15_001));
		assertThat(one.refused).isEmpty();
	}

	@Test
	void aSettledPeerIsFoundBeforeTheFirstAnswersAreIn() throws Exception {
		start(TestNodes.onLoopback(this.cluster, TestNodes.SECRET, 15_001), new RecordingPeers()).get(10,
				TimeUnit.SECONDS);
		RecordingPeers late = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, TestNodes.SECRET, 15_002), late,
				new DiscoveryProperties.Mdns("_foundation._tcp.local.", Duration.ofSeconds(10)))
			.get(5, TimeUnit.SECONDS);
		assertThat(late.found).contains(peer(15_001));
	}

	@Test
	void whoIsAloneWaitsForNobody() throws Exception {
		RecordingPeers peers = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, null, 15_001), peers).get(5, TimeUnit.SECONDS);
		assertThat(peers.found).isEmpty();
	}

	@Test
	void whoSaysGoodbyeIsGone() {
		RecordingPeers staying = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, null, 15_001), staying);
		start(TestNodes.onLoopback(this.cluster, null, 15_002), new RecordingPeers());
		await().until(() -> staying.found.contains(peer(15_002)));
		long before = System.nanoTime();
		this.sources.get(1).stop();
		assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(200));
		// jmDNS sweeps its cache every ten seconds.
		await().atMost(Duration.ofSeconds(20)).until(() -> staying.gone.contains(peer(15_002)));
	}

	@Test
	void startsAgainAfterAStop() {
		RecordingPeers staying = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, null, 15_001), staying);
		MdnsSource restarted = new MdnsSource(PROPERTIES);
		this.sources.add(restarted);
		restarted.start(TestNodes.onLoopback(this.cluster, null, 15_002), new RecordingPeers());
		restarted.stop();
		RecordingPeers peers = new RecordingPeers();
		restarted.start(TestNodes.onLoopback(this.cluster, null, 15_003), peers);
		await().until(() -> staying.found.contains(peer(15_003)) && peers.found.contains(peer(15_001)));
	}

	@Test
	void namesThatWouldConfuseJmdnsDoNotMatter() {
		String name = "Müller._tcp 3.1 " + this.cluster.substring(0, 12);
		RecordingPeers one = new RecordingPeers();
		RecordingPeers two = new RecordingPeers();
		start(TestNodes.onLoopback(name, null, 15_001), one);
		start(TestNodes.onLoopback(name, null, 15_002), two);
		await().until(() -> one.found.contains(peer(15_002)) && two.found.contains(peer(15_001)));
	}

	@Test
	void othersAreRefusedAndCountedWithAReason() {
		RecordingPeers peers = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, TestNodes.SECRET, 15_001), peers);
		start(TestNodes.onLoopback(this.cluster, "another secret", 15_002), new RecordingPeers());
		start(TestNodes.onLoopback(TestIdentities.identity(this.cluster, "5.5", TestNodes.SECRET), 15_003),
				new RecordingPeers());
		start(TestNodes.onLoopback(TestNodes.uniqueName(), null, 15_004), new RecordingPeers());
		await().until(() -> peers.refused.contains(Reason.SECRET) && peers.refused.contains(Reason.VERSION));
		assertThat(peers.refusedAddresses).contains("127.0.0.1:15002", "127.0.0.1:15003")
			.doesNotContain("127.0.0.1:15004");
		assertThat(peers.found).isEmpty();
	}

	@Test
	void garbageIsRefused() throws Exception {
		// A type of its own: others on this machine would be refused as well.
		DiscoveryProperties.Mdns properties = new DiscoveryProperties.Mdns(
				"_fnd-" + this.cluster.substring(5, 13) + "._tcp.local.", Duration.ofMillis(500));
		RecordingPeers peers = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, null, 15_001), peers, properties);
		try (JmDNS other = PromptTaskStarter.create(TestNodes.literal("127.0.0.1"), "garbage-" + this.cluster, () -> {
		})) {
			byte[] garbage = "\12no=record!".getBytes(StandardCharsets.ISO_8859_1);
			other.registerService(
					ServiceInfo.create(properties.serviceType(), this.cluster + "-garbage", 15_002, 0, 0, garbage));
			await().until(() -> peers.refused.contains(Reason.MALFORMED));
		}
		assertThat(peers.refusedAddresses).containsOnly("127.0.0.1:15002");
		assertThat(peers.found).isEmpty();
	}

	@Test
	void theToolIsReachableWhileItRuns() throws Exception {
		MdnsSource source = new MdnsSource(PROPERTIES);
		assertThatIllegalStateException().isThrownBy(source::jmdns)
			.withMessageContaining("foundation.cluster.strategy");
		this.sources.add(source);
		source.start(TestNodes.onLoopback(this.cluster, null, 15_001), new RecordingPeers())
			.toCompletableFuture()
			.get(5, TimeUnit.SECONDS);
		assertThat(source.jmdns().getInetAddress()).isEqualTo(TestNodes.literal("127.0.0.1"));
		assertThat(DNSTaskStarter.Factory.classDelegate()).isNull();
	}

	@Test
	void anApplicationsOwnJmdnsStaysAsItIs() throws Exception {
		start(TestNodes.onLoopback(this.cluster, null, 15_001), new RecordingPeers()).get(5, TimeUnit.SECONDS);
		try (JmDNS own = JmDNS.create(TestNodes.literal("127.0.0.1"), "own-" + this.cluster)) {
			assertThat(own.getName()).isEqualTo("own-" + this.cluster);
			assertThat(Threads.startingWith("JmDNS(own-" + this.cluster + ").State.Timer")).hasSize(1);
		}
	}

	@Test
	void comesBackWhenJmdnsHasClosedItself() throws Exception {
		start(TestNodes.onLoopback(this.cluster, null, 15_001), new RecordingPeers()).get(5, TimeUnit.SECONDS);
		JmDNS broken = this.sources.get(0).jmdns();
		broken.close();
		assertComesBackWithout(broken);
	}

	@Test
	void comesBackWhenJmdnsCannotRecover() throws Exception {
		start(TestNodes.onLoopback(this.cluster, null, 15_001), new RecordingPeers()).get(5, TimeUnit.SECONDS);
		JmDNS broken = this.sources.get(0).jmdns();
		broken.getDelegate().cannotRecoverFromIOError(broken, List.of());
		assertComesBackWithout(broken);
	}

	private void assertComesBackWithout(JmDNS broken) {
		await().ignoreException(IllegalStateException.class)
			.untilAsserted(() -> assertThat(this.sources.get(0).jmdns()).isNotSameAs(broken));
		RecordingPeers peers = new RecordingPeers();
		start(TestNodes.onLoopback(this.cluster, null, 15_002), peers);
		await().until(() -> peers.found.contains(peer(15_001)));
	}

	@Test
	void tellsWhyItCannotWork() {
		assertThat(new MdnsSource(PROPERTIES).unavailable(Scope.NETWORK, TestNodes.literal("192.0.2.1")))
			.isEqualTo("no interface has the address 192.0.2.1");
		assertThat(new MdnsSource(PROPERTIES).unavailable(Scope.HOST, TestNodes.literal("127.0.0.1"))).isEmpty();
	}

	@Test
	void anAddressThatIsGoneFailsTheFirstAnswers() {
		LocalNode elsewhere = TestNodes.onNetwork(TestIdentities.identity(this.cluster, "5.7", null), "192.0.2.1",
				15_001);
		assertThat(start(elsewhere, new RecordingPeers())).failsWithin(Duration.ofSeconds(5))
			.withThrowableThat()
			.havingRootCause()
			.withMessage("no interface has the address 192.0.2.1");
	}

	private CompletableFuture<?> start(LocalNode node, RecordingPeers peers) {
		return start(node, peers, PROPERTIES);
	}

	private CompletableFuture<?> start(LocalNode node, RecordingPeers peers, DiscoveryProperties.Mdns properties) {
		MdnsSource source = new MdnsSource(properties);
		this.sources.add(source);
		return source.start(node, peers).toCompletableFuture();
	}

	private static Peer peer(int port) {
		return new Peer(new InetSocketAddress(TestNodes.literal("127.0.0.1"), port), Strategy.MDNS);
	}

}
