package io.foundation.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SilenceTests {

	private static final List<String> MEMBERS = List.of("a", "b");

	private final Set<String> heard = new HashSet<>(MEMBERS);

	private final Silence silence = new Silence(this.heard::contains, Duration.ofSeconds(5));

	@Test
	void whoIsHeardIsNotSilent() {
		assertThat(looksUntilAChange(100)).isEqualTo(100);
	}

	@Test
	void whoIsMissedForTheTimeoutIsSilent() {
		this.silence.look(MEMBERS);
		this.heard.remove("a");
		// A beat is missed a second after the last one, and each look is half a second.
		assertThat(looksUntilAChange(100)).isEqualTo(9);
		assertThat(this.silence.isSilent("a")).isTrue();
		assertThat(this.silence.isSilent("b")).isFalse();
	}

	@Test
	void oneBeatBeginsTheCountAnew() {
		this.silence.look(MEMBERS);
		this.heard.remove("a");
		assertThat(looksUntilAChange(8)).isEqualTo(8);
		this.heard.add("a");
		this.silence.look(MEMBERS);
		this.heard.remove("a");
		assertThat(looksUntilAChange(8)).isEqualTo(8);
	}

	@Test
	void whoSpeaksAgainIsNotSilent() {
		fallSilent();
		this.heard.add("a");
		assertThat(this.silence.look(MEMBERS)).isTrue();
		assertThat(this.silence.isSilent("a")).isFalse();
	}

	@Test
	void whoWasNeverHeardIsNotSilent() {
		this.heard.clear();
		assertThat(looksUntilAChange(100)).isEqualTo(100);
	}

	@Test
	void hazelcastIsBelievedInTheEnd() {
		fallSilent();
		assertThat(looksUntilAChange(100)).isBetween(18, 21);
		assertThat(this.silence.isSilent("a")).isFalse();
		assertThat(looksUntilAChange(100)).as("once").isEqualTo(100);
	}

	@Test
	void whoIsListedNoLongerIsForgotten() {
		fallSilent();
		assertThat(this.silence.retain(Set.of("b"))).containsExactly("a");
		assertThat(this.silence.isSilent("a")).isFalse();
	}

	private void fallSilent() {
		this.silence.look(MEMBERS);
		this.heard.remove("a");
		looksUntilAChange(20);
		assertThat(this.silence.isSilent("a")).isTrue();
	}

	private int looksUntilAChange(int limit) {
		for (int looks = 1; looks <= limit; looks++) {
			if (this.silence.look(MEMBERS)) {
				return looks;
			}
		}
		return limit;
	}

}
