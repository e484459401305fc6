package io.foundation.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.foundation.channel.EventFrame.Ack;
import io.foundation.channel.EventFrame.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What simulated schedules hardly meet.
 */
class EventExchangeTests {

	private final List<String> seen = new ArrayList<>();

	private final EventExchange exchange = new EventExchange("a", new WindowSettings(10_000, false, false),
			(sender, message) -> {
				this.seen.add(new String(message, StandardCharsets.UTF_8));
				return true;
			});

	@Test
	void whatComesLateOfADeadSenderIsDeliveredAndNothingTwice() {
		this.exchange.members(Set.of("a", "b"), 0);
		this.exchange.heard(batch(1, "one"), 1);
		this.exchange.members(Set.of("a"), 2);
		this.exchange.gone(Set.of("b"));
		this.exchange.heard(batch(1, "one"), 3);
		this.exchange.heard(batch(2, "two"), 4);
		this.exchange.heard(batch(5, "five"), 5);
		assertThat(this.seen).containsExactly("one", "two", "five");
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, Long.MIN_VALUE, Long.MAX_VALUE })
	void acknowledgesAlsoASenderThatSpokeFirst(long now) {
		this.exchange.heard(batch(1, "one"), now);
		this.exchange.members(Set.of("a", "b"), now);
		this.exchange.heard(batch(2, "two"), now);
		List<EventExchange.Letter> letters = Stream.generate(() -> this.exchange.next(now))
			.takeWhile((letter) -> letter != null)
			.toList();
		assertThat(letters).contains(new EventExchange.Letter("b", new Ack("a", 3, 0)));
	}

	private static Batch batch(long first, String message) {
		return new Batch("b", first, List.of(message.getBytes(StandardCharsets.UTF_8)));
	}

}
