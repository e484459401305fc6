package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.hazelcast.config.TcpIpConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JoinerFeedTests {

	private long now = Long.MAX_VALUE - 1; // nanoTime may be anything, and wraps around

	private final JoinerFeed feed = new JoinerFeed(() -> this.now);

	private final TcpIpConfig joiner = new TcpIpConfig();

	@Test
	void feedsAllThatWereFoundUntilTheMemberIsUp() {
		this.feed.found(List.of(address(1), address(2)));
		this.feed.joining(this.joiner);
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1", "127.0.0.1:2");
		assertThat(this.feed.due()).isEmpty();
	}

	@Test
	void feedsMembersAndThoseThatAnswerOnceTheMemberIsUp() {
		joinedWith(Map.of("a", address(1)));
		this.feed.found(List.of(address(1), address(2), address(3)));
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1");
		assertThat(this.feed.due()).containsExactly(address(2), address(3));
		this.feed.probed(address(2), true);
		this.feed.probed(address(3), false);
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1", "127.0.0.1:2");
	}

	@Test
	void looksForAMemberThatFellSilentThoughNoSourceNamesIt() {
		joinedWith(Map.of("a", address(1), "b", address(2)));
		this.feed.members(Map.of("a", address(1)));
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1");
		assertThat(this.feed.due()).containsExactly(address(2));
		this.feed.probed(address(2), true);
		assertThat(this.joiner.getMembers()).containsExactlyInAnyOrder("127.0.0.1:1", "127.0.0.1:2");
		this.feed.members(Map.of("a", address(1), "b", address(2)));
		assertThat(this.feed.due()).isEmpty();
	}

	@Test
	void doesNotLookForAMemberThatIsKnownToBeGone() {
		joinedWith(Map.of("a", address(1), "b", address(2)));
		this.feed.forget("b");
		this.feed.members(Map.of("a", address(1)));
		assertThat(this.feed.due()).isEmpty();
	}

	@Test
	void takesASilentAddressOutAgain() {
		joinedWith(Map.of());
		this.feed.found(List.of(address(1)));
		this.feed.probed(address(1), true);
		this.feed.probed(address(1), false);
		assertThat(this.joiner.getMembers()).isEmpty();
	}

	@Test
	void probesLessOftenTheLongerTheSilence() {
		joinedWith(Map.of());
		this.feed.found(List.of(address(1)));
		assertThat(pauseAfterAProbe()).isEqualTo(Duration.ofMillis(500));
		pass(Duration.ofSeconds(40));
		assertThat(pauseAfterAProbe()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
		pass(Duration.ofHours(1));
		assertThat(pauseAfterAProbe()).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void forgetsSilentMembersAfterHours() {
		joinedWith(Map.of("a", address(1)));
		this.feed.members(Map.of());
		pass(JoinerFeed.REMEMBERED.minusSeconds(1));
		assertThat(this.feed.due()).containsExactly(address(1));
		pass(Duration.ofSeconds(2));
		assertThat(this.feed.due()).isEmpty();
	}

	@Test
	void remembersABoundedNumberOfSilentMembers() {
		joinedWith(Map.of());
		for (int port = 1; port <= 300; port++) {
			this.feed.members(Map.of("m" + port, address(port)));
		}
		assertThat(this.feed.due()).hasSize(200).contains(address(299)).doesNotContain(address(1));
	}

	@Test
	void neitherFeedsNorProbesWithoutAJoiner() {
		this.feed.joining(null);
		this.feed.joined(null);
		this.feed.found(List.of(address(1)));
		assertThat(this.feed.due()).isEmpty();
	}

	private void joinedWith(Map<String, InetSocketAddress> members) {
		this.feed.joining(this.joiner);
		this.feed.joined(this.joiner);
		this.feed.members(members);
	}

	private Duration pauseAfterAProbe() {
		this.feed.probed(address(1), false);
		Duration passed = Duration.ZERO;
		while (this.feed.due().isEmpty()) {
			pass(Duration.ofMillis(10));
			passed = passed.plusMillis(10);
		}
		return passed;
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

	private static InetSocketAddress address(int port) {
		return new InetSocketAddress(BindAddress.loopback(), port);
	}

}
