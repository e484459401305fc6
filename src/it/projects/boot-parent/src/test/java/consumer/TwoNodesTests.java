package consumer;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

	private final String name = "boot-parent-" + UUID.randomUUID().toString().substring(0, 8);

	@Test
	void runOnTheHazelcastThatSpringBootManages() throws Exception {
		assertThat(BuildInfoProvider.getBuildInfo().getVersion()).isEqualTo("5.5.0");
		try (ConfigurableApplicationContext one = start(); ConfigurableApplicationContext two = start()) {
			FoundationCluster cluster = one.getBean(FoundationCluster.class);
			assertThat(cluster.awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(cluster.mode()).isEqualTo(ClusterMode.MORTAL);
			assertThat(two.getBean(FoundationCluster.class).awaitSize(2, Duration.ofSeconds(60))).isTrue();
			assertThat(endpoint(two)).contains("\"effective\":\"mortal\"").contains(this.name);
		}
	}

	private static String endpoint(ConfigurableApplicationContext node) throws Exception {
		String port = node.getEnvironment().getRequiredProperty("local.server.port");
		URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/foundation");
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(ConsumerApplication.class, "--foundation.cluster.name=" + this.name,
				"--server.port=0", "--server.address=127.0.0.1",
				"--management.endpoints.web.exposure.include=foundation");
	}

}
