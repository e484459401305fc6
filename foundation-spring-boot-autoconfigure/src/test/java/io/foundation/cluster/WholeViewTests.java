package io.foundation.cluster;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WholeViewTests {

	private final WholeView view = new WholeView(null);

	@Test
	void oneAloneIsAQuorum() {
		assertThat(this.view.update(List.of("a"))).isEqualTo(new Quorum(1, true));
	}

	@Test
	void moreThanHalfOfTheLastWholeViewIsAQuorum() {
		this.view.update(List.of("a", "b", "c"));
		assertThat(this.view.update(List.of("b", "c"))).isEqualTo(new Quorum(2, true));
	}

	@Test
	void lessThanHalfIsNone() {
		this.view.update(List.of("a", "b", "c"));
		assertThat(this.view.update(List.of("a"))).isEqualTo(new Quorum(2, false));
	}

	@Test
	void whoIsSilentStillCounts() {
		this.view.update(List.of("a", "b", "c"));
		this.view.update(List.of("a", "b"));
		assertThat(this.view.update(List.of("a")).present()).isFalse();
	}

	@Test
	void whoIsKnownToBeGoneCountsNoLonger() {
		this.view.update(List.of("a", "b"));
		this.view.gone("a");
		assertThat(this.view.update(List.of("b"))).isEqualTo(new Quorum(1, true));
	}

	@Test
	void halfWithTheOldestIsAQuorumAndTheOtherHalfIsNone() {
		this.view.update(List.of("a", "b"));
		assertThat(this.view.update(List.of("a")).present()).isTrue();
		WholeView other = new WholeView(null);
		other.update(List.of("a", "b"));
		assertThat(other.update(List.of("b")).present()).isFalse();
	}

	@Test
	void aSideWithoutQuorumDoesNotCountNewcomersToGetOne() {
		this.view.update(List.of("a", "b", "c"));
		this.view.update(List.of("c"));
		assertThat(this.view.update(List.of("c", "d", "e")).present()).isFalse();
	}

	@Test
	void expectedSizeDecidesAloneAlsoAtStart() {
		WholeView expected = new WholeView(3);
		assertThat(expected.update(List.of("a"))).isEqualTo(new Quorum(2, false));
		assertThat(expected.update(List.of("a", "b"))).isEqualTo(new Quorum(2, true));
		assertThat(expected.size()).isEqualTo(3);
	}

}
