package io.foundation.sample.page;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTests {

	private final Timeline timeline = new Timeline(Clock.systemUTC());

	@Test
	void replaysAllToANewPage() {
		TimelineEntry first = this.timeline.add("formed", "one");
		TimelineEntry second = this.timeline.add("joined", "two");
		assertThat(this.timeline.after(null)).containsExactly(first, second);
	}

	@Test
	void replaysWhatAPageHasNotSeen() {
		TimelineEntry first = this.timeline.add("formed", "one");
		TimelineEntry second = this.timeline.add("joined", "two");
		assertThat(this.timeline.after(first.id())).containsExactly(second);
		assertThat(this.timeline.after(second.id())).isEmpty();
	}

	@Test
	void replaysAllToAPageOfAnEarlierProcess() {
		String earlier = new Timeline(Clock.systemUTC()).add("formed", "of another process").id();
		TimelineEntry first = this.timeline.add("formed", "one");
		assertThat(this.timeline.after(earlier)).containsExactly(first);
	}

	@Test
	void forgetsTheOldest() {
		String first = this.timeline.add("formed", "first").id();
		for (int i = 0; i < Timeline.CAPACITY; i++) {
			this.timeline.add("joined", String.valueOf(i));
		}
		List<TimelineEntry> entries = this.timeline.after(first);
		assertThat(entries).hasSize(Timeline.CAPACITY);
		assertThat(entries.get(0).text()).isEqualTo("0");
	}

}
