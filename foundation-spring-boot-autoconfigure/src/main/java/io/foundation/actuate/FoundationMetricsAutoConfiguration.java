package io.foundation.actuate;

import io.foundation.channel.ChannelAutoConfiguration;
import io.foundation.channel.Channels;
import io.foundation.cluster.ClusterAutoConfiguration;
import io.foundation.cluster.FoundationCluster;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.SubscribableChannel;

/**
 * Auto-configuration of the meters {@code foundation.*}.
 */
@AutoConfiguration(after = { ClusterAutoConfiguration.class, ChannelAutoConfiguration.class })
@ConditionalOnClass({ MeterRegistry.class, MeterBinder.class })
@ConditionalOnBean(FoundationCluster.class)
public final class FoundationMetricsAutoConfiguration {

	@Bean
	ClusterMeters foundationClusterMeters(FoundationCluster cluster) {
		return new ClusterMeters(cluster);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SubscribableChannel.class)
	@ConditionalOnBean(Channels.class)
	static class OfChannels {

		@Bean
		ChannelMeters foundationChannelMeters(Channels channels) {
			return new ChannelMeters(channels);
		}

	}

}
