package io.foundation.actuate;

import io.foundation.cluster.ClusterAutoConfiguration;
import io.foundation.cluster.FoundationCluster;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the health component {@code foundation}.
 */
@AutoConfiguration(after = ClusterAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
@ConditionalOnBean(FoundationCluster.class)
@ConditionalOnEnabledHealthIndicator("foundation")
public final class FoundationHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "foundationHealthIndicator")
	ClusterHealthIndicator foundationHealthIndicator(FoundationCluster cluster) {
		return new ClusterHealthIndicator(cluster);
	}

}
