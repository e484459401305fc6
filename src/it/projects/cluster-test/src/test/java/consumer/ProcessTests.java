package consumer;

import consumer.ConsumerApplication.Orders;
import io.foundation.test.Cluster;
import io.foundation.test.ClusterTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest(nodes = 2, mode = ClusterTest.Mode.PROCESS)
class ProcessTests {

	@Test
	void othersLiveOnWhenANodeIsKilled(Cluster cluster) {
		Orders orders = cluster.node(1).bean(Orders.class);
		assertThat(orders.take()).isEqualTo(1);
		cluster.node(2).kill();
		cluster.awaitSize(1);
		assertThat(orders.take()).isEqualTo(2);
		assertThat(cluster.node(1).<Long>call((context) -> ProcessHandle.current().pid()))
			.isNotEqualTo(ProcessHandle.current().pid());
	}

}
