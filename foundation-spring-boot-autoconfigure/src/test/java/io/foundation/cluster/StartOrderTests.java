package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StartOrderTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final CandidateAddresses candidates = new CandidateAddresses(Clock.systemUTC());

	private final Set<Integer> listening = ConcurrentHashMap.newKeySet();

	@Test
	void aloneItLooksForOthersAsItStarts() {
		assertThat(order(LONG).goesFirst(address(2), this.candidates)).isFalse();
	}

	@Test
	void theLowestOfThoseThatStartGoesFirst() {
		found(2, Strategy.LOOPBACK);
		found(3, Strategy.MDNS);
		assertThat(order(LONG).goesFirst(address(1), this.candidates)).isTrue();
	}

	@Test
	void nobodyGoesFirstWhenSomebodyIsUp() {
		found(2, Strategy.LOOPBACK);
		this.listening.add(2);
		assertThat(order(LONG).goesFirst(address(1), this.candidates)).isFalse();
	}

	@Test
	void theOthersWaitUntilTheFirstListens() {
		found(1, Strategy.LOOPBACK);
		CompletableFuture<Boolean> second = CompletableFuture
			.supplyAsync(() -> order(LONG).goesFirst(address(2), this.candidates));
		await().during(Duration.ofMillis(200)).until(() -> !second.isDone());
		this.listening.add(1);
		assertThat(second.join()).isFalse();
	}

	@Test
	void theNextOneGoesFirstWhenTheFirstIsGone() {
		found(1, Strategy.LOOPBACK);
		found(3, Strategy.LOOPBACK);
		CompletableFuture<Boolean> second = CompletableFuture
			.supplyAsync(() -> order(LONG).goesFirst(address(2), this.candidates));
		await().during(Duration.ofMillis(200)).until(() -> !second.isDone());
		this.candidates.gone(new Peer(address(1), Strategy.LOOPBACK));
		assertThat(second.join()).isTrue();
	}

	@Test
	void nobodyWaitsForEver() {
		found(1, Strategy.LOOPBACK);
		assertThat(order(Duration.ofMillis(100)).goesFirst(address(2), this.candidates)).isFalse();
	}

	@Test
	void nobodyGoesFirstWhereAddressesAreOnlyConfigured() {
		found(2, Strategy.LOOPBACK);
		found(3, Strategy.TCP);
		assertThat(order(LONG).goesFirst(address(1), this.candidates)).isFalse();
	}

	private StartOrder order(Duration patience) {
		return new StartOrder(patience, (address) -> this.listening.contains(address.getPort()));
	}

	private void found(int port, Strategy source) {
		this.candidates.found(new Peer(address(port), source));
	}

	private static InetSocketAddress address(int port) {
		return new InetSocketAddress(BindAddress.loopback(), port);
	}

}
