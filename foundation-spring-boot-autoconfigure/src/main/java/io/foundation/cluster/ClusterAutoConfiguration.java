package io.foundation.cluster;

import java.time.Clock;
import java.time.Duration;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.BuildInfoProvider;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastAutoConfiguration;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the cluster: makes this application a member of it, on
 * Foundation's own Hazelcast member or on the application's.
 */
@AutoConfiguration(after = HazelcastAutoConfiguration.class)
@ConditionalOnClass({ HazelcastInstance.class, HazelcastConfigCustomizer.class })
@EnableConfigurationProperties({ FoundationProperties.class, ClusterProperties.class })
public final class ClusterAutoConfiguration {

	/** Of the lease, by which beats and proofs are measured. */
	private static final Duration LEASE = Duration.ofSeconds(3);

	@Bean
	@ConditionalOnMissingBean
	NodeIdentity foundationNodeIdentity(ClusterProperties properties, Environment environment,
			ConfigurableListableBeanFactory beans) {
		ClusterName name = ClusterName.choose(properties.name(), environment, beans);
		String version = BuildInfoProvider.getBuildInfo().getVersion();
		String minor = version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
		String secret = properties.secret();
		return new NodeIdentity(name.value(), properties.memberName(), minor,
				(secret != null) ? new ClusterSecret(secret) : null);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "foundation.enabled", havingValue = false)
	static class Disabled {

		@Bean
		@ConditionalOnMissingBean(FoundationCluster.class)
		LocalCluster foundationCluster(NodeIdentity identity) {
			return new LocalCluster(identity);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "foundation.enabled", matchIfMissing = true)
	static class Enabled {

		@Bean
		@ConditionalOnMissingBean(FoundationCluster.class)
		HazelcastCluster foundationCluster(ClusterAssembly assembly, ObjectProvider<PeerSource> sources,
				ObjectProvider<HazelcastConfigCustomizer> customizers, ApplicationEventPublisher events) {
			return assembly.assemble(sources, customizers, events, Clock.systemUTC());
		}

		@Bean
		ClusterAssembly foundationClusterAssembly(FoundationProperties foundation, ClusterProperties cluster,
				NodeIdentity identity, Liveness liveness, ConfigurableListableBeanFactory beans,
				Environment environment) {
			return new ClusterAssembly(foundation, cluster, identity, liveness, beans, environment);
		}

		/**
		 * Hazelcast under the facade. No default candidate: an application's own
		 * injection, cache, session and health stay what they were.
		 */
		@Bean(defaultCandidate = false, destroyMethod = "")
		@Qualifier("foundation")
		HazelcastInstance foundationHazelcastInstance(FoundationCluster cluster) {
			return cluster.hazelcast();
		}

		/** Closed by the cluster, after everything that uses it. */
		@Bean(destroyMethod = "")
		Liveness foundationLiveness(NodeIdentity identity, ClusterProperties properties) {
			return new Liveness(identity, LEASE, properties.livenessPort());
		}

		@Bean
		MemberIntroduction foundationMemberIntroduction(NodeIdentity identity, Liveness liveness,
				ClusterProperties properties) {
			return new MemberIntroduction(identity, liveness, properties);
		}

		/** Introduces the member also where its configuration is a bean. */
		@Bean
		static BeanPostProcessor foundationIntroductionPostProcessor(ObjectProvider<MemberIntroduction> introduction) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof Config config) {
						introduction.getObject().customize(config);
					}
					return bean;
				}

			};
		}

		/** The member starts beside the application's beans, not after them. */
		@Bean
		static BeanFactoryInitializer<ListableBeanFactory> foundationEarlyStart() {
			return (beans) -> beans.getBeanProvider(FoundationCluster.class).getIfAvailable();
		}

	}

}
