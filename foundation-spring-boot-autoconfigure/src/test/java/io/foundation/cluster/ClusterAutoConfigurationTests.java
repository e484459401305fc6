package io.foundation.cluster;

import java.awt.Point;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import com.hazelcast.core.HazelcastInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

class ClusterAutoConfigurationTests {

	private final String name = "test-" + UUID.randomUUID().toString().substring(0, 8);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HazelcastAutoConfiguration.class, ClusterAutoConfiguration.class))
		.withPropertyValues("foundation.cluster.name=" + this.name, "foundation.cluster.strategy=none");

	@Test
	void startsAMemberThatIsAClusterOfItself() {
		this.runner.run((context) -> {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			assertThat(cluster.mode()).isEqualTo(ClusterMode.APPRENTICE);
			assertThat(cluster.state()).isEqualTo(ClusterState.HEALTHY);
			assertThat(cluster.quorum()).isEqualTo(new Quorum(1, true));
			assertThat(cluster.formedIn()).isPresent();
			assertThat(cluster.members()).containsExactly(cluster.localMember());
			assertThat(cluster.localMember()).satisfies((member) -> {
				assertThat(member.local()).isTrue();
				assertThat(member.oldest()).isTrue();
				assertThat(member.address()).startsWith("127.0.0.1:");
				assertThat(member.name()).startsWith(this.name + "-");
			});
			assertThat(cluster.decisions()).extracting(Decision::subject)
				.contains("mode", "name", "scope", "strategy", "interface");
		});
	}

	@Test
	void makesTheToolInjectableByItsQualifierAndByNothingElse() {
		this.runner.withBean(Injected.class).run((context) -> {
			HazelcastInstance hazelcast = context.getBean("foundationHazelcastInstance", HazelcastInstance.class);
			assertThat(hazelcast).isSameAs(context.getBean(FoundationCluster.class).hazelcast());
			assertThat(hazelcast.getCluster().getMembers()).hasSize(1);
			assertThat(context.getBean(Injected.class).unqualified.getIfAvailable()).isNull();
			assertThat(context.getBean(Injected.class).qualified).isSameAs(hazelcast);
			hazelcast.getMap("leaky").put("by", "design");
			assertThat(hazelcast.getMap("leaky").get("by")).isEqualTo("design");
		});
	}

	@Test
	void bindsToLoopbackOnly() {
		this.runner.run((context) -> {
			HazelcastInstance hazelcast = context.getBean(FoundationCluster.class).hazelcast();
			assertThat(hazelcast.getCluster().getLocalMember().getSocketAddress().getAddress().isLoopbackAddress())
				.isTrue();
			assertThat(hazelcast.getConfig().getNetworkConfig().getInterfaces().getInterfaces())
				.containsExactly("127.0.0.1");
			assertThat(hazelcast.getConfig().getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
		});
	}

	@Test
	void keepsQuietAndSafe() {
		this.runner.run((context) -> {
			var config = context.getBean(FoundationCluster.class).hazelcast().getConfig();
			assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
			assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
			assertThat(config.getProperty("hazelcast.logging.type")).isEqualTo("slf4j");
			assertThat(config.getProperty("hazelcast.logging.details.enabled")).isEqualTo("false");
			assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled()).isFalse();
			assertThat(config.getNetworkConfig().getJoin().isAutoDetectionEnabled()).isFalse();
		});
	}

	@Test
	void deserializesNothingThatIsNotAllowed() {
		this.runner.run((context) -> {
			var map = context.getBean(FoundationCluster.class).hazelcast().getMap("gadgets");
			map.put("value", new Point(1, 2));
			assertThat(catchThrowable(() -> map.get("value"))).hasStackTraceContaining("java.awt.Point");
			map.put("list", new ArrayList<>(List.of("a", 1L, Duration.ofSeconds(1))));
			assertThat(map.get("list")).isEqualTo(List.of("a", 1L, Duration.ofSeconds(1)));
		});
	}

	@Test
	void lettingTheApplicationCustomizeTheConfiguration() {
		this.runner
			.withBean(HazelcastConfigCustomizer.class,
					() -> (config) -> config.setProperty("hazelcast.io.thread.count", "2"))
			.run((context) -> assertThat(context.getBean(FoundationCluster.class)
				.hazelcast()
				.getConfig()
				.getProperty("hazelcast.io.thread.count")).isEqualTo("2"));
	}

	@Test
	void twoNodesOfOneNameAreACluster() {
		String port = "foundation.cluster.port=26701";
		String strategy = "foundation.cluster.strategy=tcp";
		String members = "foundation.cluster.members=127.0.0.1:26701,127.0.0.1:26702";
		Recorder recorder = new Recorder();
		this.runner.withPropertyValues(port, strategy, members)
			.withBean(PeerSource.class, FixedPeers::new)
			.withBean(Recorder.class, () -> recorder)
			.run((first) -> this.runner.withPropertyValues(port, strategy, members)
				.withBean(PeerSource.class, FixedPeers::new)
				.run((second) -> {
					FoundationCluster one = first.getBean(FoundationCluster.class);
					FoundationCluster two = second.getBean(FoundationCluster.class);
					assertThat(one.awaitSize(2, Duration.ofSeconds(20))).isTrue();
					assertThat(two.awaitSize(2, Duration.ofSeconds(20))).isTrue();
					assertThat(two.members()).extracting(ClusterMember::id)
						.containsExactly(one.localMember().id(), two.localMember().id());
					second.close();
					await().untilAsserted(() -> assertThat(one.members()).hasSize(1));
					assertThat(one.departures()).extracting(Departure::id).containsExactly(two.localMember().id());
					assertThat(one.departures()).extracting(Departure::kind).containsExactly(DepartureKind.GRACEFUL);
					assertThat(one.quorum()).isEqualTo(new Quorum(1, true));
					assertThat(one.state()).isEqualTo(ClusterState.HEALTHY);
					await().untilAsserted(() -> assertThat(recorder.seen).map((change) -> (Object) change.getClass())
						.containsExactly(ClusterFormed.class, MemberJoined.class, MemberLeft.class));
				}));
	}

	@Test
	void isLocalToThisProcessWhenDisabled() {
		this.runner.withPropertyValues("foundation.enabled=false").run((context) -> {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			assertThat(cluster.mode()).isEqualTo(ClusterMode.DISABLED);
			assertThat(cluster.members()).containsExactly(cluster.localMember());
			assertThat(cluster.awaitSize(1, Duration.ZERO)).isTrue();
			assertThat(context).doesNotHaveBean("foundationHazelcastInstance");
			assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.startsWith("foundation-cluster"));
		});
	}

	@Test
	void backsOffFromAClusterOfTheApplication() {
		FoundationCluster own = mock(FoundationCluster.class);
		this.runner.withBean(FoundationCluster.class, () -> own)
			.run((context) -> assertThat(context.getBean(FoundationCluster.class)).isSameAs(own));
	}

	@Test
	void isAbsentWithoutHazelcast() {
		this.runner.withClassLoader(new FilteredClassLoader(HazelcastInstance.class))
			.run((context) -> assertThat(context).doesNotHaveBean(FoundationCluster.class));
	}

	@Test
	void leavesNoThreadAndNoSocketBehind() {
		List<Integer> ports = new ArrayList<>();
		this.runner.run((context) -> ports
			.add(Integer.valueOf(context.getBean(FoundationCluster.class).localMember().address().split(":")[1])));
		try (PortClaim claim = PortClaim.claim(BindAddress.loopback(), ports.get(0), 1)) {
			assertThat(claim.port()).isEqualTo(ports.get(0));
		}
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith("foundation-") || thread.startsWith("hz.foundation")));
	}

	@Test
	void leavesNothingBehindWhenTheContextFailsAfterwards() {
		this.runner.withBean("broken", Object.class, () -> {
			throw new IllegalStateException("broken on purpose");
		}).run((context) -> assertThat(context).hasFailed());
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith("foundation-") || thread.startsWith("hz.foundation")));
	}

	@Test
	void isNotPausedWithATestContext() {
		this.runner.run((context) -> assertThat(context.getBean(HazelcastCluster.class).isPauseable()).isFalse());
	}

	@Test
	void startsBeforeAndStopsAfterWhatUsesIt() {
		this.runner.withUserConfiguration(UsesCluster.class).run((context) -> {
			assertThat(context.getBean(User.class).sizeAtStart).isEqualTo(1);
			User user = context.getBean(User.class);
			context.close();
			assertThat(user.lastWords).isEqualTo("said");
		});
	}

	@ParameterizedTest
	@CsvSource({ "foundation.mode=king, foundation.mode", "foundation.cluster.strategy=pigeon, strategy",
			"foundation.mode=disabled, foundation.mode", "foundation.mode=wizard, foundation.mode",
			"foundation.mode=mortal, foundation.mode",
			"foundation.cluster.interface=nope0, foundation.cluster.interface",
			"foundation.cluster.interface=192.0.2.1, foundation.cluster.interface",
			"foundation.cluster.secret=${nobody}, foundation.cluster.secret",
			"foundation.cluster.name=a/b, foundation.cluster.name",
			"foundation.cluster.member-name=a:b, foundation.cluster.member-name",
			"foundation.cluster.scope=network, foundation.cluster.scope",
			"foundation.cluster.port=70000, foundation.cluster.port",
			"foundation.cluster.expected-size=0, foundation.cluster.expected-size",
			"foundation.wizard.instance=nobody, foundation.wizard.instance" })
	void badInputStopsTheStartAndNamesTheProperty(String property, String named) {
		this.runner.withPropertyValues(property).run((context) -> assertThat(messages(context)).contains(named));
	}

	@Test
	void anExhaustedPortRangeStopsTheStart() {
		try (PortClaim taken = PortClaim.claim(BindAddress.loopback(), 26790, 1)) {
			this.runner.withPropertyValues("foundation.cluster.port=" + taken.port(), "foundation.cluster.port-count=1")
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidConfigurationException.class)
					.hasMessageContaining("26790"));
		}
	}

	private static String messages(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		StringBuilder messages = new StringBuilder();
		for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
			messages.append(cause);
			if (cause instanceof InvalidConfigurationException invalid) {
				messages.append(invalid.property());
			}
		}
		return messages.toString();
	}

	/** Reports the addresses of the two nodes of a test. */
	static final class FixedPeers implements PeerSource {

		@Override
		public Strategy strategy() {
			return Strategy.TCP;
		}

		@Override
		public CompletionStage<?> start(LocalNode self, Peers peers) {
			for (int port = 26701; port <= 26702; port++) {
				if (port != self.address().getPort()) {
					peers.found(new Peer(new InetSocketAddress(BindAddress.loopback(), port), Strategy.TCP));
				}
			}
			return CompletableFuture.completedFuture(null);
		}

		@Override
		public void stop() {
			// Nothing was started.
		}

	}

	/** What an application gets when it asks. */
	static final class Injected {

		private final ObjectProvider<HazelcastInstance> unqualified;

		private final HazelcastInstance qualified;

		Injected(ObjectProvider<HazelcastInstance> unqualified, @Qualifier("foundation") HazelcastInstance qualified) {
			this.unqualified = unqualified;
			this.qualified = qualified;
		}

	}

	/** Records the application events of the cluster. */
	static class Recorder {

		private final List<ClusterChange> seen = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(ClusterChange change) {
			this.seen.add(change);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesCluster {

		@Bean
		User user(FoundationCluster cluster) {
			return new User(cluster);
		}

	}

	/** A bean of the application that needs the cluster while it runs. */
	static final class User implements SmartLifecycle {

		private final FoundationCluster cluster;

		private int sizeAtStart = -1;

		private String lastWords = "";

		private boolean running;

		User(FoundationCluster cluster) {
			this.cluster = cluster;
		}

		@Override
		public void start() {
			this.sizeAtStart = this.cluster.members().size();
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.cluster.hazelcast().getMap("last words").put("words", "said");
			this.lastWords = String.valueOf(this.cluster.hazelcast().getMap("last words").get("words"));
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
