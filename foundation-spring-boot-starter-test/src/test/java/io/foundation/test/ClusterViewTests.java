package io.foundation.test;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterView}.
 */
class ClusterViewTests {

	private static final String JSON = """
			{"name": "shop", "state": "healthy", "strategy": "mdns", "scope": "host", "formedInMs": 2113,
			 "quorum": {"required": 2, "present": true}, "localMember": "a",
			 "members": [{"id": "a", "name": "shop-1", "address": "127.0.0.1:5701", "local": true, "oldest": true},
			             {"id": "b", "name": "shop-2", "address": "127.0.0.1:5702", "local": false, "oldest": false}],
			 "departures": [{"id": "c", "name": "shop-3", "kind": "crashed", "at": "2026-11-23T10:00:00Z"}]}""";

	@Test
	void isReadFromTheEndpointsAnswer() {
		ClusterView view = ClusterView.parse(JSON);
		assertThat(view.memberIds()).containsExactlyInAnyOrder("a", "b");
		assertThat(view.departures()).extracting(ClusterView.Departure::kind).containsExactly("crashed");
		assertThat(view.refused()).isEmpty();
	}

	@Test
	void oneClusterIsThatOfEqualMembers() {
		ClusterView view = ClusterView.parse(JSON);
		ClusterView other = ClusterView.parse(JSON.replace("\"b\"", "\"d\""));
		assertThat(NodeGroup.isOneCluster(List.of(view, view), 2)).isTrue();
		assertThat(NodeGroup.isOneCluster(List.of(view, other), 2)).isFalse();
		assertThat(NodeGroup.isOneCluster(List.of(view), 2)).isFalse();
	}

}
