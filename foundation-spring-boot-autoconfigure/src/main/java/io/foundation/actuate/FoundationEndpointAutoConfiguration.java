package io.foundation.actuate;

import io.foundation.channel.ChannelAutoConfiguration;
import io.foundation.channel.Channels;
import io.foundation.cluster.ClusterAutoConfiguration;
import io.foundation.cluster.FoundationCluster;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.messaging.SubscribableChannel;

/**
 * Auto-configuration of the endpoint {@code foundation}.
 */
@AutoConfiguration(after = { ClusterAutoConfiguration.class, ChannelAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(FoundationCluster.class)
@ConditionalOnAvailableEndpoint(FoundationEndpoint.class)
public final class FoundationEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FoundationEndpoint foundationEndpoint(ObjectProvider<Section> sections) {
		return new FoundationEndpoint(sections.orderedStream().toList());
	}

	@Bean
	@Order(1)
	ModeSection foundationModeSection(Environment environment, FoundationCluster cluster) {
		return new ModeSection(environment.getProperty("foundation.mode"), cluster);
	}

	@Bean
	@Order(2)
	ClusterSection foundationClusterSection(FoundationCluster cluster) {
		return new ClusterSection(cluster);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SubscribableChannel.class)
	@ConditionalOnBean(Channels.class)
	static class OfChannels {

		@Bean
		@Order(3)
		ChannelsSection foundationChannelsSection(Channels channels) {
			return new ChannelsSection(channels);
		}

	}

}
