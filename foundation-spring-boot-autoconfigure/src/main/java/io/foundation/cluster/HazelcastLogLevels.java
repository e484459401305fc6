package io.foundation.cluster;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Levels for two of Hazelcast's loggers, as defaults that any {@code logging.level} of
 * the application overrides.
 */
class HazelcastLogLevels implements EnvironmentPostProcessor, Ordered {

	/** Prints the cluster name, which admits to the cluster, at INFO. */
	private static final String SYSTEM = "com.hazelcast.system";

	/** Warns of each retry of a listener's registration while members join. */
	private static final String REGISTRATION = "com.hazelcast.spi.impl.eventservice.impl.operations.RegistrationOperation";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> levels = new HashMap<>();
		levels.put("logging.level." + REGISTRATION, "error");
		if (environment.containsProperty("foundation.cluster.secret")) {
			levels.put("logging.level." + SYSTEM, "warn");
		}
		environment.getPropertySources().addLast(new MapPropertySource("foundationLogLevels", levels));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
