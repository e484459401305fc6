package consumer;

import java.time.Duration;
import java.util.UUID;

import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class TwoNodesTests {

	private final String name = "no-actuator-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void needNoActuatorNoWebAndNoSpringCloud() throws Exception {
		assertThat(present("org.springframework.boot.actuate.endpoint.annotation.Endpoint")).isFalse();
		assertThat(present("org.springframework.boot.health.contributor.HealthIndicator")).isFalse();
		assertThat(present("org.springframework.cloud.client.discovery.DiscoveryClient")).isFalse();
		assertThat(present("org.springframework.web.context.WebApplicationContext")).isFalse();
		try (ConfigurableApplicationContext one = start(); ConfigurableApplicationContext two = start()) {
			assertThat(one.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(two.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(two.getBean(FoundationCluster.class).mode()).isEqualTo(ClusterMode.MORTAL);
		}
	}

	private static boolean present(String type) {
		return ClassUtils.isPresent(type, TwoNodesTests.class.getClassLoader());
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(ConsumerApplication.class, "--foundation.cluster.name=" + this.name);
	}

}
