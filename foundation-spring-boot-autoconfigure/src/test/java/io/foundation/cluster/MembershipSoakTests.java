package io.foundation.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Members come and go for a while: the cluster is whole after each change, and neither
 * threads nor memory grow.
 */
@Tag("soak")
class MembershipSoakTests {

	private static final Duration DURATION = DurationStyle
		.detectAndParse(System.getProperty("foundation.soak.duration", "1m"));

	private static final int SIZE = 3;

	/** What the first rounds load and start once for the whole process. */
	private static final int WARM_UP_ROUNDS = 5;

	private final String name = "soak-" + UUID.randomUUID().toString().substring(0, 8);

	private final Deque<ConfigurableApplicationContext> nodes = new ArrayDeque<>();

	@AfterEach
	void stop() {
		this.nodes.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void aClusterWhoseMembersAreReplacedAllTheTimeStaysWholeAndDoesNotGrow() {
		while (this.nodes.size() < SIZE) {
			start();
		}
		for (int round = 0; round < WARM_UP_ROUNDS; round++) {
			replaceOldest();
		}
		Usage before = Usage.now();
		int rounds = 0;
		for (long start = System.nanoTime(); System.nanoTime() - start < DURATION.toNanos(); rounds++) {
			replaceOldest();
		}
		Usage after = Usage.now();
		assertThat(rounds).isPositive();
		assertThat(after.threads()).as("threads after %d rounds", rounds).isLessThan(before.threads() + 15);
		assertThat(after.heap()).as("bytes of heap after %d rounds", rounds)
			.isLessThan(before.heap() + 48 * 1024 * 1024);
	}

	private void replaceOldest() {
		String gone = this.nodes.getFirst().getBean(FoundationCluster.class).localMember().id();
		this.nodes.removeFirst().close();
		start();
		for (ConfigurableApplicationContext node : this.nodes) {
			FoundationCluster cluster = node.getBean(FoundationCluster.class);
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				assertThat(cluster.members()).hasSize(SIZE).extracting(ClusterMember::id).doesNotContain(gone);
				assertThat(cluster.state()).isEqualTo(ClusterState.HEALTHY);
			});
			assertThat(cluster.departures()).extracting(Departure::kind).isSubsetOf(DepartureKind.GRACEFUL);
		}
	}

	private void start() {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		this.nodes.add(application.run("--foundation.cluster.name=" + this.name));
	}

	/**
	 * What the process uses.
	 *
	 * @param threads the number of live threads
	 * @param heap bytes in use after a collection
	 */
	private record Usage(int threads, long heap) {

		static Usage now() {
			System.gc();
			Runtime runtime = Runtime.getRuntime();
			return new Usage(Thread.getAllStackTraces().size(), runtime.totalMemory() - runtime.freeMemory());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
