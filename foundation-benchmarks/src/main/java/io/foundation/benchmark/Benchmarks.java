package io.foundation.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.foundation.test.NodeFailedException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a scenario and writes its result, one line of JSON, to the standard output.
 */
public final class Benchmarks {

	private static final int FAILED = 1;

	private static final int WRONG_USAGE = 2;

	private final List<Scenario> scenarios;

	private final PrintStream result;

	private final PrintStream progress;

	Benchmarks(List<Scenario> scenarios, PrintStream result, PrintStream progress) {
		this.scenarios = scenarios;
		this.result = result;
		this.progress = progress;
	}

	/**
	 * Runs a scenario.
	 * @param args its name and options
	 */
	public static void main(String[] args) {
		PrintStream result = System.out;
		// Whatever a library writes must not get between the result and its reader.
		System.setOut(System.err);
		System.exit(new Benchmarks(List.of(new Formation(), new Overhead()), result, System.err).run(List.of(args)));
	}

	int run(List<String> arguments) {
		try {
			Scenario scenario = scenario(arguments);
			Options options = Options.parse(arguments.subList(1, arguments.size()), scenario.options());
			this.result.println(json(scenario, options));
			this.result.flush();
			return 0;
		}
		catch (UsageException ex) {
			this.progress.println(ex.getMessage() + "\n\n" + usage());
			return WRONG_USAGE;
		}
		catch (MeasurementFailedException | NodeFailedException ex) {
			this.progress.println(ex.getMessage());
			return FAILED;
		}
	}

	private String json(Scenario scenario, Options options) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("scenario", scenario.name());
		Machine before = Machine.now();
		line.putAll(scenario.run(options, this.progress));
		before.describe(line);
		return JsonMapper.shared().writeValueAsString(line);
	}

	private Scenario scenario(List<String> arguments) {
		if (arguments.isEmpty()) {
			throw new UsageException("No scenario given");
		}
		return this.scenarios.stream()
			.filter((scenario) -> scenario.name().equals(arguments.get(0)))
			.findFirst()
			.orElseThrow(() -> new UsageException("Unknown scenario " + arguments.get(0) + "; there are " + names()));
	}

	private String names() {
		return this.scenarios.stream().map(Scenario::name).collect(Collectors.joining(", "));
	}

	private static String usage() {
		try (InputStream text = Benchmarks.class.getResourceAsStream("usage.txt")) {
			return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
