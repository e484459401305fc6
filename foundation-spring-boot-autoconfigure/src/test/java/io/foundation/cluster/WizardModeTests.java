package io.foundation.cluster;

import java.util.UUID;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spring.cache.HazelcastCacheManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration;
import org.springframework.boot.hazelcast.autoconfigure.health.HazelcastHealthContributorAutoConfiguration;
import org.springframework.boot.hazelcast.health.HazelcastHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The application brings Hazelcast: exactly one instance starts, and what the application
 * had stays what it was.
 */
@ExtendWith(OutputCaptureExtension.class)
class WizardModeTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HazelcastAutoConfiguration.class, CacheAutoConfiguration.class,
				HazelcastHealthContributorAutoConfiguration.class, ClusterAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withUserConfiguration(Caching.class);

	@AfterEach
	void nothingIsLeft() {
		assertThat(Hazelcast.getAllHazelcastInstances()).isEmpty();
	}

	@Test
	void defersToAnInstance() {
		this.runner.withUserConfiguration(OwnInstance.class).run((context) -> {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			assertThat(cluster.mode()).isEqualTo(ClusterMode.WIZARD);
			assertThat(cluster.hazelcast()).isSameAs(context.getBean(HazelcastInstance.class))
				.isSameAs(context.getBean("foundationHazelcastInstance"));
			assertThat(cluster.members()).hasSize(1);
			assertThat(cluster.name()).startsWith("wizard-");
			assertThat(cluster.strategies()).isEmpty();
			assertThat(cluster.decisions()).extracting(Decision::reason)
				.anyMatch((reason) -> reason.contains("'mine'"));
			assertOneInstance();
		});
	}

	@Test
	void leavesTheInstanceToItsOwner() {
		HazelcastInstance shared = Hazelcast.newHazelcastInstance(config());
		try {
			this.bare.withBean("shared", HazelcastInstance.class, () -> shared, (definition) -> {
				if (definition instanceof org.springframework.beans.factory.support.AbstractBeanDefinition bean) {
					bean.setDestroyMethodName("");
				}
			}).run((context) -> assertThat(context).hasNotFailed());
			assertThat(shared.getLifecycleService().isRunning()).isTrue();
		}
		finally {
			shared.shutdown();
		}
	}

	@Test
	void tellsWhenTheApplicationsOwnMemberDies() {
		this.runner.withUserConfiguration(OwnInstance.class).run((context) -> {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			context.getBean(HazelcastInstance.class).getLifecycleService().terminate();
			await().until(() -> cluster.state() == ClusterState.FORMING);
			assertThat(cluster.members()).isEmpty();
			assertThat(cluster.quorum().present()).isFalse();
		});
	}

	@Test
	void defersToAConfigBean() {
		this.runner.withUserConfiguration(OwnConfig.class).run((context) -> {
			FoundationCluster cluster = context.getBean(FoundationCluster.class);
			assertThat(cluster.mode()).isEqualTo(ClusterMode.WIZARD);
			assertThat(cluster.hazelcast()).isSameAs(context.getBean(HazelcastInstance.class));
			assertThat(cluster.localMember().id()).isEqualTo(context.getBean(NodeIdentity.class).instanceId());
			assertOneInstance();
		});
	}

	@Test
	void startsTheConfigBeanOfWhichNobodyMadeAnInstance() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class))
			.withUserConfiguration(OwnConfig.class)
			.run((context) -> {
				assertThat(context.getBean(FoundationCluster.class).mode()).isEqualTo(ClusterMode.WIZARD);
				assertThat(context.getBean(FoundationCluster.class).members()).hasSize(1);
				assertOneInstance();
			});
	}

	@Test
	void defersToAConfigurationFileThatAPropertyNames() {
		this.runner.withPropertyValues("spring.hazelcast.config=classpath:wizard/hazelcast-wizard.yaml")
			.run((context) -> {
				FoundationCluster cluster = context.getBean(FoundationCluster.class);
				assertThat(cluster.mode()).isEqualTo(ClusterMode.WIZARD);
				assertThat(cluster.name()).isEqualTo("wizard-from-file");
				assertThat(cluster.localMember().id()).isEqualTo(context.getBean(NodeIdentity.class).instanceId());
				assertThat(cluster.decisions()).extracting(Decision::reason)
					.anyMatch((reason) -> reason.contains("spring.hazelcast.config"));
				assertOneInstance();
			});
	}

	@Test
	void refusesAFileOfWhichNoInstanceWasMade() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClusterAutoConfiguration.class))
			.withPropertyValues("spring.hazelcast.config=classpath:wizard/hazelcast-wizard.yaml")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageContaining("no HazelcastInstance was made of it"));
	}

	@Test
	void refusesAClient() {
		HazelcastInstance member = Hazelcast.newHazelcastInstance(config());
		try {
			ClientConfig client = new ClientConfig().setClusterName(member.getConfig().getClusterName());
			client.getNetworkConfig()
				.addAddress("127.0.0.1:" + member.getCluster().getLocalMember().getAddress().getPort());
			this.bare.withBean("client", HazelcastInstance.class, () -> HazelcastClient.newHazelcastClient(client))
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InvalidConfigurationException.class)
					.hasMessageContaining("'client' is a Hazelcast client, but a member is needed"));
		}
		finally {
			member.shutdown();
		}
	}

	@Test
	void asksWhichOfSeveralInstances() {
		this.bare.withUserConfiguration(OwnInstance.class, SecondInstance.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationException.class)
				.hasMessageContaining("mine")
				.hasMessageContaining("second"));
	}

	@Test
	void takesTheNamedOneOfSeveralInstances() {
		this.bare.withUserConfiguration(OwnInstance.class, SecondInstance.class)
			.withPropertyValues("foundation.wizard.instance=second")
			.run((context) -> assertThat(context.getBean(FoundationCluster.class).hazelcast())
				.isSameAs(context.getBean("second")));
	}

	@Test
	void warnsOfHazelcastsOwnShutdownHook(CapturedOutput output) {
		this.bare.withUserConfiguration(HookedInstance.class)
			.run((context) -> assertThat(output).containsOnlyOnce("hazelcast.shutdownhook.enabled=true"));
	}

	@Test
	void theUsersCacheAndHealthAreTheUsersInstance() {
		this.runner.withUserConfiguration(OwnInstance.class).run((context) -> {
			assertThat(context.getBean(CacheManager.class)).isInstanceOf(HazelcastCacheManager.class);
			assertThat(((HazelcastCacheManager) context.getBean(CacheManager.class)).getHazelcastInstance())
				.isSameAs(context.getBean("mine"));
			assertThat(context).hasBean("hazelcastHealthContributor");
		});
	}

	@Test
	void foundationsOwnMemberChangesNeitherCacheNorHealthNorInjection() {
		this.runner.withUserConfiguration(Injected.class)
			.withPropertyValues("foundation.cluster.strategy=none", "foundation.cluster.name=" + name())
			.run((context) -> {
				assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
				assertThat(context).doesNotHaveBean(HazelcastHealthIndicator.class);
				assertThat(context.getBean(Injected.class).unqualified.getIfUnique()).isNull();
				assertOneInstance();
			});
	}

	private static void assertOneInstance() {
		assertThat(Hazelcast.getAllHazelcastInstances()).hasSize(1);
	}

	private static String name() {
		return "wizard-" + UUID.randomUUID().toString().substring(0, 8);
	}

	private static Config config() {
		Config config = new Config();
		config.setClusterName(name());
		config.setProperty("hazelcast.phone.home.enabled", "false");
		config.setProperty("hazelcast.shutdownhook.enabled", "false");
		config.getNetworkConfig().setPort(27701).getInterfaces().setEnabled(true).addInterface("127.0.0.1");
		config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
		return config;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInstance {

		@Bean
		HazelcastInstance mine() {
			return Hazelcast.newHazelcastInstance(config());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondInstance {

		@Bean
		HazelcastInstance second() {
			return Hazelcast.newHazelcastInstance(config());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HookedInstance {

		@Bean
		HazelcastInstance hooked() {
			return Hazelcast.newHazelcastInstance(config().setProperty("hazelcast.shutdownhook.enabled", "true"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		private final ObjectProvider<HazelcastInstance> unqualified;

		Injected(ObjectProvider<HazelcastInstance> unqualified) {
			this.unqualified = unqualified;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConfig {

		@Bean
		Config hazelcastConfig() {
			return config();
		}

	}

}
