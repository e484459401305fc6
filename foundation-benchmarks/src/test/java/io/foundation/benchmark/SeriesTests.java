package io.foundation.benchmark;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Series}.
 */
class SeriesTests {

	@Test
	void percentileIsTheNearestRank() {
		Series hundred = Series.of(LongStream.rangeClosed(1, 100).boxed().toList());
		assertThat(hundred.percentile(99)).isEqualTo(99);
		assertThat(hundred.percentile(50)).isEqualTo(50);
		assertThat(hundred.percentile(1)).isEqualTo(1);
		assertThat(Series.of(LongStream.rangeClosed(1, 20).boxed().toList()).percentile(99)).isEqualTo(20);
	}

	@Test
	void medianIsTheMiddleOrTheMeanOfTwo() {
		assertThat(Series.of(List.of(9L, 1L, 5L)).median()).isEqualTo(5);
		assertThat(Series.of(List.of(9L, 1L, 5L, 7L)).median()).isEqualTo(6);
	}

	@Test
	void oneValueIsEverything() {
		Series one = Series.of(List.of(7L));
		assertThat(List.of(one.median(), one.percentile(1), one.percentile(99), one.worst())).containsOnly(7L);
	}

	@Test
	void noValueIsNoSeries() {
		assertThatIllegalArgumentException().isThrownBy(() -> Series.of(List.of()));
	}

}
