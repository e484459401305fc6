package io.foundation.channel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.messaging.MessagingException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The channel {@code data} between members of a cluster, as an application uses it.
 */
class DataChannelTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final String name = "data-" + UUID.randomUUID().toString().substring(0, 8);

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith("foundation-")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, ChannelSender.PIECE, ChannelSender.PIECE + 1, 3 * MEGABYTE + 7 })
	void bytesArriveWholeAtEveryMember(int size) throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		byte[] payload = random(size);
		List<byte[]> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("data", byte[].class, seen::add);
		channels(two).subscribe("data", byte[].class, seen::add);
		channels(one).broadcast("data", payload);
		await().untilAsserted(() -> assertThat(seen).hasSize(2));
		assertThat(seen).allSatisfy((each) -> assertThat(each).isEqualTo(payload));
		assertThat(status(one).sent()).isEqualTo(1);
		assertThat(status(one).bytesSent()).isEqualTo(size);
		assertThat(status(two).received()).isEqualTo(1);
	}

	@Test
	void whatIsSentAsAStreamIsReceivedAsAResourceThatEverySubscriberReads() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		int size = 40 * MEGABYTE;
		List<Long> seen = new CopyOnWriteArrayList<>();
		channels(two).subscribe("data", Resource.class, (resource) -> seen.add(checksum(resource)));
		channels(two).subscribe("data", Resource.class, (resource) -> seen.add(checksum(resource)));
		Pattern first = new Pattern(size);
		channels(one).broadcast("data", first);
		assertThat(first.closed).isFalse();
		await().untilAsserted(() -> assertThat(seen).hasSize(2));
		assertThat(seen).allSatisfy((each) -> assertThat(each).isEqualTo(first.checksum()));
		channels(one).broadcast("data", new ByteArrayResource("short".getBytes()));
		await().untilAsserted(() -> assertThat(seen).hasSize(4));
	}

	@Test
	void messagesOfAllKindsKeepTheirOrder() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		List<Integer> seen = new CopyOnWriteArrayList<>();
		channels(two).subscribe("data", String.class, (text) -> seen.add(text.length()));
		List<Integer> sizes = List.of(10, 100_000, 5, 2_000_000, 1);
		sizes.forEach((size) -> channels(one).broadcast("data", "x".repeat(size)));
		await().untilAsserted(() -> assertThat(seen).containsExactlyElementsOf(sizes));
		assertThat(status(two).lost()).isZero();
	}

	@Test
	void aStreamThatFailsIsReceivedByNobodyAndCostsNothingElse() throws InterruptedException {
		ConfigurableApplicationContext one = run();
		ConfigurableApplicationContext two = run();
		awaitBoth(one, two);
		List<Object> seen = new CopyOnWriteArrayList<>();
		channels(two).subscribe("data", (message) -> seen.add(message.getPayload()));
		InputStream broken = new InputStream() {

			private int left = 100_000;

			@Override
			public int read() throws IOException {
				if (this.left-- <= 0) {
					throw new IOException("the disk is gone");
				}
				return 1;
			}

		};
		assertThatExceptionOfType(MessagingException.class).isThrownBy(() -> channels(one).broadcast("data", broken))
			.withMessageContaining("nobody on 'foundation.data' gets it")
			.withStackTraceContaining("the disk is gone");
		channels(one).broadcast("data", "next");
		await().untilAsserted(() -> assertThat(seen).containsExactly("next"));
		assertThat(status(two).lost()).isZero();
		assertThat(status(one).sent()).isEqualTo(1);
	}

	@Test
	void aStreamBeyondTheLargestPayloadIsTakenBack() {
		ConfigurableApplicationContext one = run("--foundation.channels.data.max-payload=1MB");
		List<Object> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("data", (message) -> seen.add(message.getPayload()));
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> channels(one).broadcast("data", new Pattern(2 * MEGABYTE)))
			.withStackTraceContaining("foundation.channels.data.max-payload");
		channels(one).broadcast("data", "next");
		await().untilAsserted(() -> assertThat(seen).containsExactly("next"));
	}

	@Test
	void aStreamNeedsAFlowControlledChannel() {
		ConfigurableApplicationContext one = run();
		assertThatExceptionOfType(MessagingException.class)
			.isThrownBy(() -> channels(one).broadcast("events", new Pattern(10)))
			.withStackTraceContaining("flow-controlled channel, such as 'data'");
	}

	@Test
	void aBlockedListenerStopsItsOwnChannelOnlyAndNoMemoryGrows() throws InterruptedException {
		String[] settings = { "--foundation.channels.data.send-timeout=500ms",
				"--foundation.channels.data.window=1MB" };
		ConfigurableApplicationContext one = run(settings);
		ConfigurableApplicationContext two = run(settings);
		awaitBoth(one, two);
		CountDownLatch gate = new CountDownLatch(1);
		List<Object> seen = new CopyOnWriteArrayList<>();
		channels(two).subscribe("data", (message) -> {
			pass(gate);
			seen.add(message.getPayload());
		});
		List<String> control = new CopyOnWriteArrayList<>();
		channels(two).subscribe("control", String.class, control::add);
		channels(one).broadcast("data", "first");
		await().until(() -> status(two).received() == 1);
		assertThatExceptionOfType(ChannelFullException.class)
			.isThrownBy(() -> channels(one).broadcast("data", new Pattern(100 * MEGABYTE)));
		assertThat(status(one).window()).isLessThanOrEqualTo(MEGABYTE);
		channels(one).broadcast("control", "urgent");
		await().untilAsserted(() -> assertThat(control).containsExactly("urgent"));
		gate.countDown();
		await().ignoreException(ChannelFullException.class).untilAsserted(() -> {
			channels(one).broadcast("data", "last");
			assertThat(seen).contains("last");
		});
		assertThat(seen).allMatch((each) -> each.equals("first") || each.equals("last"));
	}

	@Test
	void bytesThatAreNoFragmentAreCounted() {
		ConfigurableApplicationContext one = run();
		List<Object> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("data", (message) -> seen.add(message.getPayload()));
		HazelcastInstance hazelcast = one.getBean(FoundationCluster.class).hazelcast();
		hazelcast.getTopic("foundation.data")
			.publish(new EventFrame.Batch("a stranger", 1, List.of(new byte[] { 1, 'X' }, new byte[3])).encode());
		await().untilAsserted(() -> assertThat(status(one).errors()).isEqualTo(2));
		channels(one).broadcast("data", "still works");
		await().untilAsserted(() -> assertThat(seen).containsExactly("still works"));
	}

	@Test
	void withoutAClusterItWorksInThisProcess() {
		ConfigurableApplicationContext one = run("--foundation.enabled=false");
		List<Long> seen = new CopyOnWriteArrayList<>();
		channels(one).subscribe("data", Resource.class, (resource) -> seen.add(checksum(resource)));
		Pattern payload = new Pattern(20 * MEGABYTE);
		channels(one).broadcast("data", payload);
		await().untilAsserted(() -> assertThat(seen).containsExactly(payload.checksum()));
	}

	private static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static long checksum(Resource resource) {
		CRC32C checksum = new CRC32C();
		byte[] buffer = new byte[8192];
		try (InputStream in = resource.getInputStream()) {
			for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
				checksum.update(buffer, 0, count);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return checksum.getValue();
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

	private static ChannelStatus status(ConfigurableApplicationContext context) {
		return channels(context).status()
			.stream()
			.filter((each) -> each.name().equals("data"))
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

	/** So many bytes, which nobody holds in memory. */
	private static final class Pattern extends InputStream {

		private final CRC32C checksum = new CRC32C();

		private final byte[] block = random(64 * 1024);

		private long left;

		private boolean closed;

		Pattern(long size) {
			this.left = size;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException("Read blocks");
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			if (this.left == 0) {
				return -1;
			}
			int count = (int) Math.min(this.left, Math.min(length, this.block.length));
			System.arraycopy(this.block, 0, target, offset, count);
			this.checksum.update(this.block, 0, count);
			this.left -= count;
			return count;
		}

		@Override
		public void close() {
			this.closed = true;
		}

		long checksum() {
			return this.checksum.getValue();
		}

	}

}
