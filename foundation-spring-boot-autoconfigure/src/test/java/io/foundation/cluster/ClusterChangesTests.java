package io.foundation.cluster;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.OutOfMemoryErrorDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an application is told about its cluster, in which order, and what the cluster
 * shows at that moment.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterChangesTests {

	private final String name = "changes-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void theQuorumIsLostAtTheStartWhereMoreAreExpectedAndRestoredWhenTheyCome() {
		List<String> seen;
		try (ConfigurableApplicationContext one = run("--foundation.cluster.expected-size=2")) {
			assertThat(seen(one)).containsExactly("ClusterFormed", "QuorumLost in CRITICAL");
			ConfigurableApplicationContext two = run("--foundation.cluster.expected-size=2");
			await().untilAsserted(() -> assertThat(seen(one)).endsWith("MemberJoined", "QuorumRestored in HEALTHY"));
			List<String> seenByTwo = seen(two);
			two.close();
			await().untilAsserted(() -> assertThat(seen(one)).endsWith("MemberLeft", "QuorumLost in CRITICAL"));
			assertThat(seenByTwo).as("at its own stop").containsExactly("ClusterFormed");
			seen = seen(one);
			seen.clear();
		}
		assertThat(seen).as("at its own stop").isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aMemberThatDiesIsTheApplicationsNewsAndIsReplaced(Death death) {
		try (ConfigurableApplicationContext context = run()) {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			String id = cluster.localMember().id();
			seen(context).clear();
			death.of(cluster.hazelcast());
			await().untilAsserted(() -> assertThat(seen(context)).containsExactly("ClusterLost in FORMING",
					"QuorumLost in FORMING", "ClusterFormed", "QuorumRestored in HEALTHY"));
			assertThat(cluster.members()).extracting(ClusterMember::id).containsExactly(id);
			assertThat(cluster.hazelcast().getLifecycleService().isRunning()).isTrue();
		}
	}

	@Test
	void aListenerThatThrowsKeepsNothingFromLaterOnes(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--foundation.cluster.expected-size=2")) {
			context.addApplicationListener((event) -> {
				if (event instanceof PayloadApplicationEvent<?> payload
						&& payload.getPayload() instanceof MemberJoined) {
					throw new IllegalStateException("no luck today");
				}
			});
			try (ConfigurableApplicationContext other = run("--foundation.cluster.expected-size=2")) {
				await().untilAsserted(() -> assertThat(seen(context)).endsWith("QuorumRestored in HEALTHY"));
				assertThat(other.getBean(FoundationCluster.class).members()).hasSize(2);
			}
			await().untilAsserted(() -> assertThat(seen(context)).endsWith("MemberLeft", "QuorumLost in CRITICAL"));
			assertThat(output).contains("A listener of the application failed on MemberJoined")
				.contains("no luck today");
		}
	}

	private static List<String> seen(ConfigurableApplicationContext context) {
		return context.getBean(Recorder.class).seen;
	}

	private ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application.run(Stream.concat(Stream.of("--foundation.cluster.name=" + this.name), Stream.of(arguments))
			.toArray(String[]::new));
	}

	enum Death {

		TERMINATED {
			@Override
			void of(HazelcastInstance member) {
				member.getLifecycleService().terminate();
			}
		},

		SHUT_DOWN {
			@Override
			void of(HazelcastInstance member) {
				member.shutdown();
			}
		},

		OUT_OF_MEMORY {
			@Override
			void of(HazelcastInstance member) {
				OutOfMemoryErrorDispatcher.onOutOfMemory(new OutOfMemoryError("GC overhead limit exceeded"));
			}
		};

		abstract void of(HazelcastInstance member);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Recorder recorder(FoundationCluster cluster) {
			return new Recorder(cluster);
		}

	}

	static class Recorder {

		private final List<String> seen = new CopyOnWriteArrayList<>();

		private final FoundationCluster cluster;

		Recorder(FoundationCluster cluster) {
			this.cluster = cluster;
		}

		@EventListener
		void changed(ClusterChange change) {
			boolean shows = change instanceof QuorumLost || change instanceof QuorumRestored
					|| change instanceof ClusterLost;
			this.seen.add(change.getClass().getSimpleName() + (shows ? " in " + this.cluster.state() : ""));
		}

	}

}
