package consumer;

import consumer.ConsumerApplication.Orders;
import io.foundation.test.Cluster;
import io.foundation.test.ClusterTest;
import io.foundation.test.Node;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@ClusterTest(nodes = 2)
class InJvmTests {

	@Test
	void aNodeLeavesAndReturns(Cluster cluster) {
		Node second = cluster.node(2);
		assertThat(second.bean(Orders.class).take()).isEqualTo(1);
		second.stop();
		cluster.awaitSize(1);
		second.start();
		cluster.awaitOneCluster();
		assertThat(second.bean(Orders.class).take()).isEqualTo(1);
	}

}
