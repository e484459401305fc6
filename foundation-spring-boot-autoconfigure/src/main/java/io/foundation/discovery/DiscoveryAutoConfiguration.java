package io.foundation.discovery;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.ClusterAutoConfiguration;
import io.foundation.cluster.ClusterProperties;
import io.foundation.cluster.NodeIdentity;

import javax.jmdns.JmDNS;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

/**
 * Auto-configuration of the ways to find peers. Which of them are used is the cluster's
 * decision.
 */
@AutoConfiguration(after = ClusterAutoConfiguration.class)
@ConditionalOnClass(HazelcastInstance.class)
@ConditionalOnBooleanProperty(name = "foundation.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ DiscoveryProperties.class, ClusterProperties.class })
public final class DiscoveryAutoConfiguration {

	@Bean
	LoopbackSource foundationLoopbackSource(DiscoveryProperties discovery, ClusterProperties cluster) {
		return new LoopbackSource(discovery.loopback(), new PortRange(cluster.port(), cluster.portCount()));
	}

	@Bean
	TcpSource foundationTcpSource(ClusterProperties cluster) {
		return new TcpSource(MemberAddress.parse(cluster.members(), cluster.port()));
	}

	@Bean
	DnsSource foundationDnsSource(ClusterProperties cluster) {
		return new DnsSource(cluster.serviceDns(), cluster.port());
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(JmDNS.class)
	static class MdnsConfiguration {

		@Bean
		MdnsSource foundationMdnsSource(DiscoveryProperties discovery) {
			return new MdnsSource(discovery.mdns());
		}

		/**
		 * The JmDNS of the moment, for whoever asks: the cluster makes a new one when it
		 * starts again, so hold a provider of it rather than the instance. No default
		 * candidate, so that an application's own stays the only one.
		 */
		@Bean(defaultCandidate = false, destroyMethod = "")
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		@Qualifier("foundation")
		JmDNS foundationJmdns(MdnsSource source) {
			return source.jmdns();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DiscoveryClient.class)
	static class DiscoveryClientConfiguration {

		@Bean
		DiscoveryClientSource foundationDiscoveryClientSource(ClusterProperties cluster, NodeIdentity identity,
				ObjectProvider<DiscoveryClient> clients) {
			String service = cluster.serviceName();
			return new DiscoveryClientSource(() -> clients.orderedStream().toList(),
					(service != null) ? service : identity.clusterName(), cluster.port());
		}

	}

}
