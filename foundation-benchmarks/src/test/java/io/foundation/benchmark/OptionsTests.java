package io.foundation.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Options}.
 */
class OptionsTests {

	private static Options parse(String line) {
		List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));
		return Options.parse(arguments, Set.of("nodes", "limit", "heap", "logs", "share"));
	}

	@Test
	void valuesAreReadInAnyOrder() {
		Options options = parse("--limit 7 --logs there --nodes 5 --heap 64m");
		assertThat(options.required("nodes", 1)).isEqualTo(5);
		assertThat(options.seconds("limit", 120, 1)).isEqualTo(Duration.ofSeconds(7));
		assertThat(options.heap("128m")).isEqualTo("64m");
		assertThat(options.directory("logs")).contains(Path.of("there"));
	}

	@Test
	void whatIsNotGivenHasItsDefault() {
		Options options = parse("");
		assertThat(options.number("nodes", 3, 1)).isEqualTo(3);
		assertThat(options.seconds("limit", 120, 1)).isEqualTo(Duration.ofSeconds(120));
		assertThat(options.heap("128m")).isEqualTo("128m");
		assertThat(options.directory("logs")).isEmpty();
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options.required("nodes", 1))
			.withMessage("--nodes is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--node 5", "nodes 5", "5", "-nodes 5", "--nodes", "--nodes 1 --nodes 2" })
	void wrongNamesAreRefused(String line) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse(line));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "many", "1.5", "99999999999" })
	void wrongNumbersAreRefused(String value) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse("--nodes " + value).required("nodes", 1))
			.withMessage("--nodes must be a whole number from 1 on, not " + value);
	}

	@Test
	void yesOrNo() {
		assertThat(parse("").yes("share", true)).isTrue();
		assertThat(parse("--share no").yes("share", true)).isFalse();
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse("--share maybe").yes("share", true))
			.withMessage("--share must be yes or no, not maybe");
	}

	@ParameterizedTest
	@ValueSource(strings = { "128", "m", "0m", "128mb", "-1g" })
	void wrongSizesAreRefused(String value) {
		assertThatExceptionOfType(UsageException.class).isThrownBy(() -> parse("--heap " + value).heap("128m"))
			.withMessageContaining("such as 128m");
	}

}
