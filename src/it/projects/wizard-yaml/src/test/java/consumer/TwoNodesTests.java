package consumer;

import java.time.Duration;
import java.util.UUID;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.FoundationCluster;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class TwoNodesTests {

	private static final String NAME = "wizard-yaml-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void areTheMembersThatTheFileDescribes() throws Exception {
		System.setProperty("consumer.cluster", NAME);
		try (ConfigurableApplicationContext one = SpringApplication.run(ConsumerApplication.class);
				ConfigurableApplicationContext two = SpringApplication.run(ConsumerApplication.class)) {
			FoundationCluster cluster = one.getBean(FoundationCluster.class);
			assertThat(cluster.awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(cluster.mode()).isEqualTo(ClusterMode.WIZARD);
			assertThat(cluster.hazelcast()).isSameAs(one.getBean(HazelcastInstance.class));
			assertThat(cluster.hazelcast().getConfig().getClusterName()).isEqualTo(NAME);
			assertThat(two.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(Hazelcast.getAllHazelcastInstances()).hasSize(2);
		}
	}

}
