package io.foundation.channel;

import java.time.Duration;
import java.util.Map;

import io.foundation.cluster.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelSpecTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void theStandardChannelsAreThere() {
		assertThat(specs()).containsOnlyKeys("control", "events", "data", "telemetry");
		assertThat(specs().get("control").beanName()).isEqualTo("foundation.control");
		assertThat(specs().get("control").overflow()).isEqualTo(Overflow.DROP_NEWEST);
		assertThat(specs().get("telemetry").overflow()).isEqualTo(Overflow.DROP_OLDEST);
	}

	@Test
	void aDeclaredChannelGetsDefaults() {
		set("prices.concurrency", "3");
		assertThat(specs().get("prices")).isEqualTo(new ChannelSpec("prices", Delivery.BEST_EFFORT, 3, 10_000,
				Overflow.DROP_NEWEST, DataSize.ofMegabytes(1), DataSize.ofMegabytes(16), Duration.ofSeconds(30)));
	}

	@Test
	void settingsOfAStandardChannelMayBeChanged() {
		set("control.buffer", "7");
		set("control.max-payload", "1KB");
		assertThat(specs().get("control")).isEqualTo(new ChannelSpec("control", Delivery.BEST_EFFORT, 1, 7,
				Overflow.DROP_NEWEST, DataSize.ofKilobytes(1), DataSize.ofMegabytes(16), Duration.ofSeconds(30)));
	}

	@Test
	void newestWinsByDroppingTheOldestUnlessToldOtherwise() {
		set("a.delivery", "newest-wins");
		set("b.delivery", "newest-wins");
		set("b.overflow", "drop-newest");
		assertThat(specs().get("a").overflow()).isEqualTo(Overflow.DROP_OLDEST);
		assertThat(specs().get("b").overflow()).isEqualTo(Overflow.DROP_NEWEST);
	}

	@Test
	void aReliableChannelBlocksItsSenderUnlessItIsToReject() {
		set("a.delivery", "reliable");
		set("a.send-timeout", "5s");
		set("b.delivery", "reliable");
		set("b.overflow", "reject");
		assertThat(specs().get("a").overflow()).isEqualTo(Overflow.BLOCK);
		assertThat(specs().get("a").patience()).hasSeconds(5);
		assertThat(specs().get("b").patience()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "a, reliable, overflow, drop-newest", "a, best-effort, overflow, block", "a, reliable, window, 1MB",
			"a, reliable, send-timeout, -1s" })
	void settingsThatDoNotGoTogetherAreRefused(String channel, String delivery, String property, String value) {
		set(channel + ".delivery", delivery);
		set(channel + "." + property, value);
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::specs)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("foundation.channels." + channel + "." + property));
	}

	@ParameterizedTest
	@CsvSource({ "a.buffer, 0", "a.concurrency, -1" })
	void numbersBelowOneAreRefused(String property, String value) {
		set(property, value);
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::specs)
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("foundation.channels." + property));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[has space]", "[Upper]", "[dotted.name]" })
	void namesThatNoBeanShouldHaveAreRefused(String name) {
		set(name + ".buffer", "1");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::specs)
			.satisfies((ex) -> assertThat(ex.property())
				.isEqualTo("foundation.channels." + name.substring(1, name.length() - 1)));
	}

	private Map<String, ChannelSpec> specs() {
		return ChannelRegistrar.specs(this.environment);
	}

	private void set(String name, String value) {
		this.environment.setProperty("foundation.channels." + name, value);
	}

}
