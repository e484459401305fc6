package io.foundation.sample.it;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.foundation.test.RequiresNamespaces;
import org.junit.jupiter.api.Test;

/**
 * Ten addresses at which nobody listens must not keep a cluster from healing.
 */
@RequiresNamespaces
class DeadAddressesIT {

	@Test
	void clusterHealsThoughTenDeadAddressesAreKnown() throws IOException {
		try (Figures figures = new Figures("dead-addresses");
				FaultyCluster cluster = new FaultyCluster("dead", 3, DeadAddressesIT::arguments)) {
			cluster.start();
			new Scenario(cluster, figures).cutAndHeal(0, Duration.ofSeconds(15));
		}
	}

	/**
	 * Half of them on no host, so that nobody answers, half refused by one that is there.
	 */
	private static List<String> arguments(String network) {
		List<String> dead = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			dead.add(network + "." + (200 + i) + ":5701");
			dead.add(network + ".1:" + (5790 + i));
		}
		return List.of("--foundation.cluster.strategy=mdns,tcp",
				"--foundation.cluster.members=" + String.join(",", dead));
	}

}
