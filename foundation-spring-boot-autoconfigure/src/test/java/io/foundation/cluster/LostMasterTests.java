package io.foundation.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleService;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class LostMasterTests {

	private final List<HazelcastInstance> ended = new ArrayList<>();

	@Test
	void tellsAMemberWithoutAMasterFromASoundOne() {
		Config config = new Config();
		config.setProperty("hazelcast.logging.type", "slf4j");
		config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
		HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
		try {
			assertThat(LostMaster.in(member)).isFalse();
			((HazelcastInstanceProxy) member).getOriginal().node.getClusterService().resetJoinState();
			assertThat(LostMaster.in(member)).isTrue();
		}
		finally {
			member.getLifecycleService().terminate();
		}
	}

	@Test
	void whatIsNotHazelcastsOwnMemberIsTakenAsSound() {
		assertThat(LostMaster.in(mock(HazelcastInstance.class))).isFalse();
	}

	@Test
	void joinsAgainUntilThereIsAMaster() {
		HazelcastInstance first = member();
		HazelcastInstance second = member();
		HazelcastInstance third = member();
		Deque<HazelcastInstance> members = new ArrayDeque<>(List.of(first, second, third));
		assertThat(LostMaster.joinDespite(members::removeFirst, (member) -> member != third)).isSameAs(third);
		assertThat(this.ended).containsExactly(first, second);
	}

	@Test
	void leavesItToHazelcastInTheEnd() {
		List<HazelcastInstance> made = new ArrayList<>();
		HazelcastInstance last = LostMaster.joinDespite(() -> {
			made.add(member());
			return made.get(made.size() - 1);
		}, (member) -> true);
		assertThat(made).hasSize(5).last().isSameAs(last);
		assertThat(this.ended).containsExactlyElementsOf(made.subList(0, 4));
	}

	private HazelcastInstance member() {
		HazelcastInstance member = mock();
		LifecycleService lifecycle = mock(LifecycleService.class, (call) -> {
			if (call.getMethod().getName().equals("terminate")) {
				this.ended.add(member);
			}
			return null;
		});
		given(member.getLifecycleService()).willReturn(lifecycle);
		return member;
	}

}
