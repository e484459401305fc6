package io.foundation.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Benchmarks}.
 */
class BenchmarksTests {

	private final ByteArrayOutputStream result = new ByteArrayOutputStream();

	private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

	private int run(String... arguments) {
		return new Benchmarks(List.of(new Counting(), new Formation(), new Overhead()), stream(this.result),
				stream(this.progress))
			.run(List.of(arguments));
	}

	private static PrintStream stream(ByteArrayOutputStream bytes) {
		return new PrintStream(bytes, true, StandardCharsets.UTF_8);
	}

	@Test
	void resultIsOneLineOfJson() {
		assertThat(run("counting", "--nodes", "3")).isZero();
		assertThat(this.result.toString(StandardCharsets.UTF_8).lines()).singleElement()
			.asString()
			.startsWith("{\"scenario\":\"counting\",\"nodes\":3,\"share\":0.50,\"java\":\"")
			.contains("\"processors\":", "\"loadAverage\":")
			.endsWith("}");
		assertThat(this.progress.toString(StandardCharsets.UTF_8)).contains("counted");
	}

	@Test
	void unknownScenarioIsAnsweredWithTheKnownOnes() {
		assertThat(run("formatoin")).isEqualTo(2);
		assertThat(this.progress.toString(StandardCharsets.UTF_8))
			.startsWith("Unknown scenario formatoin; there are counting, formation, overhead")
			.contains("Usage:");
		assertThat(this.result.size()).isZero();
	}

	@Test
	void wrongUsageIsTold() {
		assertThat(run()).isEqualTo(2);
		assertThat(run("formation")).isEqualTo(2);
		assertThat(run("overhead", "--nodes", "3")).isEqualTo(2);
		assertThat(this.progress.toString(StandardCharsets.UTF_8)).contains("No scenario given", "--nodes is missing",
				"Unknown option --nodes");
	}

	@Test
	void failureLeavesNoResult() {
		assertThat(run("counting", "--nodes", "13")).isEqualTo(1);
		assertThat(this.progress.toString(StandardCharsets.UTF_8)).contains("no luck");
		assertThat(this.result.size()).isZero();
	}

	private static final class Counting implements Scenario {

		@Override
		public String name() {
			return "counting";
		}

		@Override
		public Set<String> options() {
			return Set.of("nodes");
		}

		@Override
		public Map<String, Object> run(Options options, PrintStream progress) {
			int nodes = options.required("nodes", 1);
			if (nodes == 13) {
				throw new MeasurementFailedException("no luck");
			}
			progress.println("counted");
			Map<String, Object> figures = new LinkedHashMap<>();
			figures.put("nodes", nodes);
			figures.put("share", Idle.rounded(0.5));
			return figures;
		}

	}

}
