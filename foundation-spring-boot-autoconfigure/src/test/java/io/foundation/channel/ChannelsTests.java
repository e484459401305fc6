package io.foundation.channel;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.integration.annotation.MessagingGateway;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.support.ErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Channels between the members of a cluster, as an application uses them.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChannelsTests {

	private final String name = "channels-" + UUID.randomUUID().toString().substring(0, 8);

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith("foundation-")));
	}

	@Test
	void aBroadcastReachesTheSubscribersOnEveryMember() {
		ConfigurableApplicationContext one = run(App.class);
		ConfigurableApplicationContext two = run(App.class);
		List<Order> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("control", Order.class, seen::add);
		channels(two).subscribe("control", Order.class, seen::add);
		Order order = new Order("umbrella", 2, Instant.parse("2026-11-23T10:00:00Z"));
		channels(one).broadcast("control", order);
		await().untilAsserted(() -> assertThat(seen).containsExactly(order, order));
	}

	@Test
	void serviceActivatorsAndGatewaysUseTheBeansByName() {
		ConfigurableApplicationContext one = run(App.class, Endpoints.class);
		ConfigurableApplicationContext two = run(App.class, Endpoints.class);
		one.getBean(Sender.class).send(new Order("hat", 1, Instant.EPOCH));
		for (ConfigurableApplicationContext each : List.of(one, two)) {
			await().untilAsserted(() -> assertThat(each.getBean(Endpoints.class).orders).extracting(Order::item)
				.containsExactly("hat"));
		}
	}

	@Test
	void headersTravelAndWhatMeansSomethingHereOnlyDoesNot() {
		ConfigurableApplicationContext one = run(App.class);
		List<Message<?>> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("telemetry", seen::add);
		Message<String> sent = MessageBuilder.withPayload("21.5")
			.setHeader("sensor", "attic")
			.setHeader("count", 7)
			.setReplyChannel(new DirectChannel())
			.build();
		channels(one).channel("telemetry").send(sent);
		await().until(() -> seen.size() == 1);
		Message<?> received = seen.get(0);
		assertThat(received.getPayload()).isEqualTo("21.5");
		assertThat(received.getHeaders()).containsEntry("sensor", "attic")
			.containsEntry("count", 7)
			.containsEntry(ChannelHeaders.CHANNEL, "telemetry")
			.containsEntry(ChannelHeaders.SEQUENCE, 1L)
			.containsEntry(ChannelHeaders.SENDER, one.getBean(FoundationCluster.class).localMember().id())
			.doesNotContainKey("replyChannel");
		assertThat(received.getHeaders().getId()).isEqualTo(sent.getHeaders().getId());
	}

	@Test
	void aSubscriberThatThrowsCostsNobodyElseAMessage() {
		ConfigurableApplicationContext one = run(App.class);
		List<Throwable> errors = errors(one);
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("control", String.class, (text) -> {
			throw new IllegalStateException("no luck with " + text);
		});
		channels(one).subscribe("control", String.class, seen::add);
		channels(one).broadcast("control", "a");
		channels(one).broadcast("control", "b");
		await().untilAsserted(() -> assertThat(seen).containsExactly("a", "b"));
		await().untilAsserted(() -> assertThat(errors).hasSize(2)
			.allSatisfy((error) -> assertThat(error).rootCause().hasMessageStartingWith("no luck with")));
		assertThat(status(one, "control").errors()).isEqualTo(2);
	}

	@Test
	void aPayloadWhoseClassIsNotTheApplicationsGoesToTheErrorChannel() {
		ConfigurableApplicationContext one = run(App.class);
		List<Throwable> errors = errors(one);
		channels(one).broadcast("control", new java.awt.Point(1, 2));
		await().untilAsserted(() -> assertThat(errors).singleElement()
			.satisfies((error) -> assertThat(error).rootCause()
				.hasMessageContaining("java.awt.Point")
				.hasMessageContaining("Channels.subscribe")));
	}

	@Test
	void aSlowSubscriberDelaysItsOwnChannelOnly() {
		ConfigurableApplicationContext one = run(App.class);
		CountDownLatch gate = new CountDownLatch(1);
		List<String> slow = new CopyOnWriteArrayList<>();
		List<String> quick = new CopyOnWriteArrayList<>();
		channels(one).subscribe("telemetry", String.class, (text) -> {
			pass(gate);
			slow.add(text);
		});
		channels(one).subscribe("control", String.class, quick::add);
		IntStream.range(0, 100).forEach((i) -> channels(one).broadcast("telemetry", "t" + i));
		channels(one).broadcast("control", "now");
		await().untilAsserted(() -> assertThat(quick).containsExactly("now"));
		assertThat(slow).isEmpty();
		gate.countDown();
		await().untilAsserted(() -> assertThat(slow).hasSize(100));
	}

	@Test
	void aFullBufferDropsAndCounts() {
		ConfigurableApplicationContext one = run(Stream.of("--foundation.channels.small.buffer=5"), App.class);
		CountDownLatch gate = new CountDownLatch(1);
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("small", String.class, (text) -> {
			pass(gate);
			seen.add(text);
		});
		IntStream.range(0, 50).forEach((i) -> channels(one).broadcast("small", "m" + i));
		await().untilAsserted(() -> assertThat(status(one, "small").dropped()).isBetween(44L, 45L));
		gate.countDown();
		await().untilAsserted(() -> assertThat(seen).hasSizeBetween(5, 6).startsWith("m0", "m1"));
		assertThat(status(one, "small").sent()).isEqualTo(50);
	}

	@Test
	void badInputIsRefusedAtTheSender() {
		ConfigurableApplicationContext one = run(App.class);
		assertThatIllegalArgumentException().isThrownBy(() -> channels(one).broadcast("contrl", "x"))
			.withMessageContaining("'contrl'")
			.withMessageContaining("control");
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> channels(one).broadcast("control", new byte[100_000]))
			.withStackTraceContaining("100000 bytes")
			.withStackTraceContaining("foundation.channels.control.max-payload");
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> channels(one).broadcast("control", new Cyclic()))
			.withStackTraceContaining("cannot be written as JSON");
		assertThat(status(one, "control").sent()).isZero();
		SubscribableChannel channel = channels(one).channel("control");
		one.close();
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> channel.send(MessageBuilder.withPayload("late").build()))
			.withStackTraceContaining("stopped")
			.withStackTraceContaining("foundation.control");
	}

	@Test
	void aMisspeltNameStopsTheStartAndListsTheDeclaredOnes(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run(App.class, Misspelt.class));
		assertThat(output).contains("foundation.contrl")
			.contains("foundation.control")
			.contains("'foundation.channels'");
	}

	@Test
	void theChannelsMakeNobodysInjectionAmbiguous() {
		ConfigurableApplicationContext one = run(App.class, OwnChannel.class);
		assertThat(one.getBean(OwnChannel.Uses.class).own).isSameAs(one.getBean("own"));
		assertThat(one.getBean(OwnChannel.Uses.class).control).isSameAs(one.getBean("foundation.control"));
	}

	@Test
	void theChannelsFollowAMemberThatReplacesALostOne() {
		ConfigurableApplicationContext one = run(App.class);
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("control", String.class, seen::add);
		FoundationCluster cluster = one.getBean(FoundationCluster.class);
		cluster.hazelcast().getLifecycleService().terminate();
		await().ignoreExceptions().untilAsserted(() -> {
			channels(one).broadcast("control", "again");
			assertThat(seen).contains("again");
		});
	}

	@Test
	void withoutAClusterTheChannelsWorkInThisProcess() {
		ConfigurableApplicationContext one = run(Stream.of("--foundation.enabled=false"), App.class);
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("control", String.class, seen::add);
		channels(one).broadcast("control", "here");
		await().untilAsserted(() -> assertThat(seen).containsExactly("here"));
	}

	@Test
	void withoutAClusterAFullBufferDropsAndCountsOrMakesTheSenderWait() {
		ConfigurableApplicationContext one = run(
				Stream.of("--foundation.enabled=false", "--foundation.channels.control.buffer=5",
						"--foundation.channels.events.buffer=5", "--foundation.channels.events.send-timeout=50ms"),
				App.class);
		CountDownLatch gate = new CountDownLatch(1);
		List<Integer> seen = new CopyOnWriteArrayList<>();
		Stream.of("control", "events").forEach((name) -> channels(one).subscribe(name, Integer.class, (number) -> {
			pass(gate);
			seen.add(number);
		}));
		IntStream.range(0, 50).forEach((i) -> channels(one).broadcast("control", i));
		assertThat(status(one, "control").sent()).isEqualTo(50);
		await().untilAsserted(() -> assertThat(status(one, "control").dropped()).isBetween(44L, 45L));
		assertThatExceptionOfType(ChannelFullException.class)
			.isThrownBy(() -> IntStream.range(0, 50).forEach((i) -> channels(one).broadcast("events", i)));
		gate.countDown();
		await().untilAsserted(() -> assertThat(status(one, "events").queued()).isZero());
		channels(one).broadcast("events", 50);
		await().untilAsserted(() -> assertThat(seen).contains(50));
		assertThat(status(one, "events").lost()).isZero();
		assertThat(status(one, "events").rejected()).isEqualTo(1);
	}

	@Test
	void theyWorkBesideAClusterThatATestStubs() {
		ConfigurableApplicationContext one = run(Stream.of("--foundation.enabled=false"), App.class, Stubbed.class);
		List<String> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("control", String.class, seen::add);
		channels(one).broadcast("control", "here");
		await().untilAsserted(() -> assertThat(seen).containsExactly("here"));
	}

	private static void pass(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Channels channels(ConfigurableApplicationContext context) {
		return context.getBean(Channels.class);
	}

	private static ChannelStatus status(ConfigurableApplicationContext context, String name) {
		return channels(context).status().stream().filter((each) -> each.name().equals(name)).findFirst().orElseThrow();
	}

	private static List<Throwable> errors(ConfigurableApplicationContext context) {
		List<Throwable> errors = new CopyOnWriteArrayList<>();
		context.getBean("errorChannel", SubscribableChannel.class)
			.subscribe((message) -> errors.add(((ErrorMessage) message).getPayload()));
		return errors;
	}

	private ConfigurableApplicationContext run(Class<?>... configuration) {
		return run(Stream.of(), configuration);
	}

	private ConfigurableApplicationContext run(Stream<String> arguments, Class<?>... configuration) {
		SpringApplication application = new SpringApplication(configuration);
		application.setWebApplicationType(WebApplicationType.NONE);
		ConfigurableApplicationContext context = application
			.run(Stream.concat(Stream.of("--foundation.cluster.name=" + this.name), arguments).toArray(String[]::new));
		this.contexts.add(context);
		return context;
	}

	record Order(String item, int quantity, Instant at) {

	}

	/** Jackson finds no end in it. */
	static final class Cyclic {

		public Cyclic getSelf() {
			return this;
		}

	}

	@SpringBootApplication(scanBasePackages = "io.foundation.none")
	static class App {

	}

	@MessagingGateway(defaultRequestChannel = "foundation.control")
	interface Sender {

		void send(Order order);

	}

	@Configuration
	@EnableIntegration
	@org.springframework.integration.annotation.IntegrationComponentScan(basePackageClasses = Sender.class)
	static class Endpoints {

		private final List<Order> orders = new CopyOnWriteArrayList<>();

		@ServiceActivator(inputChannel = "foundation.control")
		void order(Order order) {
			this.orders.add(order);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Stubbed {

		/** Refuses every call but those of an object. */
		@Bean
		@Primary
		FoundationCluster stub() {
			return (FoundationCluster) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { FoundationCluster.class }, (proxy, method, arguments) -> {
						if (method.getDeclaringClass() == Object.class) {
							return method.invoke(this, arguments);
						}
						throw new IllegalStateException("This stub has no " + method.getName());
					});
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Misspelt {

		@ServiceActivator(inputChannel = "foundation.contrl")
		void order(Order order) {
			throw new IllegalStateException("nobody sends here");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnChannel {

		@Bean
		DirectChannel own() {
			return new DirectChannel();
		}

		@Bean
		Uses uses(DirectChannel own, @Qualifier("foundation.control") MessageChannel control) {
			return new Uses(own, control);
		}

		record Uses(MessageChannel own, MessageChannel control) {

		}

	}

}
