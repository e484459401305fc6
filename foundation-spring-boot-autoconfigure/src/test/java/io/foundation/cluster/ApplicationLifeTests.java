package io.foundation.cluster;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A whole application, as Boot starts, pauses and restarts it.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationLifeTests {

	private static final String SECRET = "correct horse battery staple";

	private final String name = "life-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void aPausedAndResumedContextStaysInItsCluster() {
		try (ConfigurableApplicationContext context = run()) {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			context.pause();
			assertThat(cluster.members()).hasSize(1);
			assertThat(cluster.hazelcast().getLifecycleService().isRunning()).isTrue();
			context.restart();
			assertThat(cluster.state()).isEqualTo(ClusterState.HEALTHY);
		}
	}

	@Test
	void anApplicationThatRestartsInItsJvmLeavesAndComesBackAndLeaksNothing() {
		String address = null;
		for (int i = 0; i < 3; i++) {
			try (ConfigurableApplicationContext context = run()) {
				ClusterMember self = context.getBean(FoundationCluster.class).localMember();
				assertThat(address == null || address.equals(self.address())).isTrue();
				address = self.address();
			}
			await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((thread) -> thread.startsWith("foundation-") || thread.startsWith("hz.foundation")));
		}
	}

	@Test
	void theDerivedNameAndTheSecretAreNowhereInTheLog(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--foundation.cluster.secret=" + SECRET,
				"--logging.level.com.hazelcast=debug", "--logging.level.com.hazelcast.system=warn",
				"--logging.level.io.foundation=debug")) {
			String derived = context.getBean(NodeIdentity.class).hazelcastClusterName();
			assertThat(context.getBean(FoundationCluster.class).hazelcast().getConfig().getClusterName())
				.isEqualTo(derived);
			assertThat(output).doesNotContain(derived)
				.doesNotContain(SECRET)
				.contains("Configuration of the Hazelcast member");
		}
	}

	@Test
	void theLoggerThatPrintsTheDerivedNameIsQuietOnlyWithASecret() {
		try (ConfigurableApplicationContext context = run("--foundation.cluster.secret=" + SECRET)) {
			assertThat(context.getEnvironment().getProperty("logging.level.com.hazelcast.system")).isEqualTo("warn");
		}
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().getProperty("logging.level.com.hazelcast.system")).isNull();
		}
	}

	@Test
	void aFailureAnalysisNamesThePropertyAndTheRemedy(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--foundation.cluster.scope=network"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Foundation cannot start with 'foundation.cluster.scope'")
			.contains("foundation.cluster.secret")
			.contains("foundation.cluster.allow-insecure");
	}

	@Test
	void anUnknownModeIsAnsweredWithTheKnownOnes(CapturedOutput output) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run("--foundation.mode=king"));
		assertThat(output).contains("foundation.mode").contains("MORTAL").contains("WIZARD");
	}

	private ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] all = new String[arguments.length + 2];
		all[0] = "--foundation.cluster.name=" + this.name;
		all[1] = "--foundation.cluster.strategy=none";
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return application.run(all);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
