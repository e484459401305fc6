package io.foundation.cluster;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps the derived cluster name, which admits to the cluster, out of the log: Hazelcast
 * prints it at start with the logger {@code com.hazelcast.system} at INFO. A default that
 * any {@code logging.level} of the application overrides, and only where there is a
 * secret.
 */
class ClusterNameLogFilter implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.containsProperty("foundation.cluster.secret")) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("foundationLogging",
						Map.of("logging.level.com.hazelcast.system", "warn")));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
