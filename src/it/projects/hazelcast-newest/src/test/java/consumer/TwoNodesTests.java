package consumer;

import java.time.Duration;
import java.util.UUID;

import com.hazelcast.instance.BuildInfoProvider;
import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TwoNodesTests {

	private final String name = "hazelcast-newest-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void runOnTheHazelcastThatTheApplicationChose() throws Exception {
		assertThat(BuildInfoProvider.getBuildInfo().getVersion())
			.isEqualTo(System.getProperty("expected.hazelcast.version"))
			.isNotEqualTo("5.5.0");
		try (ConfigurableApplicationContext one = start(); ConfigurableApplicationContext two = start()) {
			assertThat(one.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(two.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(two.getBean(FoundationCluster.class).mode()).isEqualTo(ClusterMode.MORTAL);
		}
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(ConsumerApplication.class, "--foundation.cluster.name=" + this.name);
	}

}
