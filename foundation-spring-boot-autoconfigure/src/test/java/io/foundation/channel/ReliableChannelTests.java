package io.foundation.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The channel {@code events} between members of a cluster, as an application uses it.
 */
class ReliableChannelTests {

	private final String name = "events-" + UUID.randomUUID().toString().substring(0, 8);

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith("foundation-")));
	}

	@Test
	void everyMemberGetsEveryMessageInTheOrderOfItsSender() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		List<String> atOne = subscribe(one);
		List<String> atTwo = subscribe(two);
		List<String> expected = IntStream.range(0, 5000).mapToObj((i) -> "m" + i).toList();
		expected.forEach((each) -> channels(one).broadcast("events", each));
		await().untilAsserted(() -> assertThat(atOne).containsExactlyElementsOf(expected));
		await().untilAsserted(() -> assertThat(atTwo).containsExactlyElementsOf(expected));
		assertThat(status(two).lost()).isZero();
	}

	@Test
	void aMessageThatIsNoneOnTheTopicIsCounted() {
		ConfigurableApplicationContext one = run();
		List<String> seen = subscribe(one);
		hazelcast(one).getTopic("foundation.events").publish(new byte[] { 1, 2, 3 });
		await().untilAsserted(() -> assertThat(status(one).errors()).isEqualTo(1));
		channels(one).broadcast("events", "still works");
		await().untilAsserted(() -> assertThat(seen).containsExactly("still works"));
	}

	@Test
	void aSenderWaitsForASlowMemberAndIsRefusedAfterTheTimeOut() throws InterruptedException {
		String[] small = { "--foundation.channels.events.buffer=10", "--foundation.channels.events.max-payload=1KB",
				"--foundation.channels.events.window=16KB", "--foundation.channels.events.send-timeout=300ms" };
		ConfigurableApplicationContext one = run(small);
		ConfigurableApplicationContext two = run(small);
		awaitBoth(one, two);
		CountDownLatch gate = new CountDownLatch(1);
		List<Integer> seen = new CopyOnWriteArrayList<>();
		channels(two).subscribe("events", Integer.class, (number) -> {
			pass(gate);
			seen.add(number);
		});
		await().untilAsserted(() -> assertThat(status(two).sent()).isZero());
		int[] sent = new int[1];
		assertThatExceptionOfType(ChannelFullException.class).isThrownBy(() -> {
			for (; sent[0] < 100_000; sent[0]++) {
				channels(one).broadcast("events", sent[0]);
			}
		}).withMessageContaining("foundation.channels.events.window").withMessageContaining("300 ms");
		assertThat(status(one).rejected()).isEqualTo(1);
		assertThat(channels(one).channel("events").send(new GenericMessage<>(-1), 10)).isFalse();
		gate.countDown();
		await().untilAsserted(() -> assertThat(seen).containsExactlyElementsOf(numbers(sent[0])));
		channels(one).broadcast("events", sent[0]);
		await().untilAsserted(() -> assertThat(seen).containsExactlyElementsOf(numbers(sent[0] + 1)));
	}

	@Test
	void whatWasSentLastArrivesThoughTheSenderStops() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		List<String> seen = subscribe(two);
		List<String> expected = IntStream.range(0, 2000).mapToObj((i) -> "m" + i).toList();
		expected.forEach((each) -> channels(one).broadcast("events", each));
		one.close();
		await().untilAsserted(() -> assertThat(seen).containsExactlyElementsOf(expected));
	}

	@Test
	void itGoesOnWithAMemberThatReplacesALostOne() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		List<String> seen = subscribe(two);
		channels(one).broadcast("events", "before");
		await().untilAsserted(() -> assertThat(seen).containsExactly("before"));
		hazelcast(one).getLifecycleService().terminate();
		channels(one).broadcast("events", "meanwhile");
		awaitBoth(one, two);
		channels(one).broadcast("events", "after");
		await().untilAsserted(() -> assertThat(seen).containsExactly("before", "meanwhile", "after"));
	}

	private static List<Integer> numbers(int end) {
		return IntStream.range(0, end).boxed().toList();
	}

	private static void pass(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<String> subscribe(ConfigurableApplicationContext context) {
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(context).subscribe("events", String.class, seen::add);
		return seen;
	}

	private static Channels channels(ConfigurableApplicationContext context) {
		return context.getBean(Channels.class);
	}

	private static HazelcastInstance hazelcast(ConfigurableApplicationContext context) {
		return context.getBean(FoundationCluster.class).hazelcast();
	}

	private static ChannelStatus status(ConfigurableApplicationContext context) {
		return channels(context).status()
			.stream()
			.filter((each) -> each.name().equals("events"))
			.findFirst()
			.orElseThrow();
	}

	private static void awaitBoth(ConfigurableApplicationContext one, ConfigurableApplicationContext two)
			throws InterruptedException {
		assertThat(one.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(20))).isTrue();
		assertThat(two.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(20))).isTrue();
	}

	private ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(App.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		ConfigurableApplicationContext context = application
			.run(Stream.concat(Stream.of("--foundation.cluster.name=" + this.name), Stream.of(arguments))
				.toArray(String[]::new));
		this.contexts.add(context);
		return context;
	}

	@SpringBootApplication(scanBasePackages = "io.foundation.none")
	static class App {

	}

}
