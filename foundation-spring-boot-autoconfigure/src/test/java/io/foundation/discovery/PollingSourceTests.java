package io.foundation.discovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Strategy;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.cloud.client.DefaultServiceInstance;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PollingSourceTests {

	private final LocalNode self = TestNodes.onNetwork(TestIdentities.identity("shop", "5.7", TestNodes.SECRET),
			"10.0.0.1", 5701);

	private final RecordingPeers peers = new RecordingPeers();

	private PeerSource source;

	@AfterEach
	void stop() {
		this.source.stop();
		await().untilAsserted(
				() -> assertThat(Threads.startingWith("foundation-" + this.source.strategy().keyword())).isEmpty());
	}

	@Test
	void reportsWhatIsNewAndWhatIsGoneAndNeverItself() throws Exception {
		AtomicReference<Set<InetSocketAddress>> answer = new AtomicReference<>(
				Set.of(address("10.0.0.1", 5701), address("10.0.0.2", 5701)));
		start(new StubSource(answer::get));
		assertThat(this.peers.found).containsOnly(peer("10.0.0.2", 5701));
		answer.set(Set.of(address("10.0.0.1", 5701), address("10.0.0.3", 5701)));
		await().until(() -> this.peers.found.contains(peer("10.0.0.3", 5701)));
		await().until(() -> this.peers.gone.contains(peer("10.0.0.2", 5701)));
		assertThat(this.peers.gone).containsOnly(peer("10.0.0.2", 5701));
		assertThat(this.peers.found).doesNotContain(peer("10.0.0.1", 5701));
	}

	@Test
	void noAnswerTakesNobodyAway() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		start(new StubSource(() -> {
			if (asked.incrementAndGet() == 1) {
				return Set.of(address("10.0.0.2", 5701));
			}
			if (asked.get() % 2 == 0) {
				throw new UnknownHostException("no name server");
			}
			throw new IllegalStateException("out of order");
		}));
		await().until(() -> asked.get() > 5);
		assertThat(this.peers.found).containsExactly(peer("10.0.0.2", 5701));
		assertThat(this.peers.gone).isEmpty();
	}

	@Test
	void whoseFirstQuestionFailsHoldsUpNobody() throws Exception {
		start(new StubSource(() -> {
			throw new UnknownHostException("no name server");
		}));
		assertThat(this.peers.found).isEmpty();
	}

	@Test
	void tcpTakesAddressesAndNames() throws Exception {
		LocalNode loopback = TestNodes.onLoopback("shop", null, 5701);
		this.source = new TcpSource(MemberAddress
			.parse(List.of("localhost", "localhost:5702", "[::1]:5703", "no-such-host.invalid", "10.0.0.9"), 5701));
		this.source.start(loopback, this.peers).toCompletableFuture().get(30, TimeUnit.SECONDS);
		assertThat(this.peers.found).contains(new Peer(address("127.0.0.1", 5702), Strategy.TCP),
				new Peer(address("::1", 5703), Strategy.TCP), new Peer(address("10.0.0.9", 5701), Strategy.TCP));
		assertThat(this.peers.found).doesNotContain(new Peer(address("127.0.0.1", 5701), Strategy.TCP));
	}

	@Test
	void dnsTakesEveryAddressBehindTheName() throws Exception {
		start(new DnsSource("localhost", 5702));
		assertThat(this.peers.found).contains(new Peer(address("127.0.0.1", 5702), Strategy.DNS));
	}

	@Test
	void discoveryClientTakesTheMembersPortFromTheMetadata() throws Exception {
		DiscoveryClient client = new StubDiscoveryClient(Map.of("shop",
				List.of(instance("10.0.0.2", Map.of("foundation.port", "5799")), instance("10.0.0.3", Map.of()),
						instance("10.0.0.4", Map.of("foundation.port", "not a port")),
						instance("10.0.0.5", Map.of("foundation.port", "70000")),
						instance("no-such-host.invalid", Map.of()), instance("10.0.0.1", Map.of())),
				"other", List.of(instance("10.0.0.6", Map.of()))));
		start(new DiscoveryClientSource(() -> List.of(new CompositeDiscoveryClient(List.of(client)), client), "shop",
				5701));
		assertThat(this.peers.found).containsExactlyInAnyOrder(
				new Peer(address("10.0.0.2", 5799), Strategy.DISCOVERY_CLIENT),
				new Peer(address("10.0.0.3", 5701), Strategy.DISCOVERY_CLIENT));
	}

	private void start(PollingSource started) throws Exception {
		this.source = started;
		started.start(this.self, this.peers).toCompletableFuture().get(30, TimeUnit.SECONDS);
	}

	private static ServiceInstance instance(String host, Map<String, String> metadata) {
		return new DefaultServiceInstance(host, "shop", host, 8080, false, metadata);
	}

	private static InetSocketAddress address(String host, int port) {
		return new InetSocketAddress(TestNodes.literal(host), port);
	}

	private static Peer peer(String host, int port) {
		return new Peer(address(host, port), Strategy.DNS);
	}

	private interface Answers {

		Set<InetSocketAddress> next() throws IOException;

	}

	private static final class StubSource extends PollingSource {

		private final Answers answers;

		StubSource(Answers answers) {
			super(Strategy.DNS, Duration.ofMillis(20));
			this.answers = answers;
		}

		@Override
		Set<InetSocketAddress> addresses() throws IOException {
			return this.answers.next();
		}

	}

	private record StubDiscoveryClient(Map<String, List<ServiceInstance>> services) implements DiscoveryClient {

		@Override
		public String description() {
			return "stub";
		}

		@Override
		public List<ServiceInstance> getInstances(String service) {
			return this.services.getOrDefault(service, List.of());
		}

		@Override
		public List<String> getServices() {
			return List.copyOf(this.services.keySet());
		}

	}

}
