package io.foundation.sample.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a test measured: one line in its log, and the values in
 * {@code target/it-figures/<name>.json}.
 */
final class Figures implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(Figures.class);

	private static final Path DIRECTORY = Path.of("target", "it-figures");

	private final String name;

	private final Map<String, List<Long>> values = new LinkedHashMap<>();

	Figures(String name) {
		this.name = name;
	}

	void add(String figure, long value) {
		this.values.computeIfAbsent(figure, (key) -> new ArrayList<>()).add(value);
	}

	/**
	 * Takes down the milliseconds from one moment to another.
	 */
	void took(String figure, Instant from, Instant to) {
		add(figure + "Ms", Duration.between(from, to).toMillis());
	}

	long median(String figure) {
		List<Long> sorted = new ArrayList<>(this.values.get(figure));
		Collections.sort(sorted);
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	@Override
	public void close() throws IOException {
		Map<String, Object> summary = new LinkedHashMap<>();
		summary.put("name", this.name);
		this.values.forEach((figure, all) -> summary.put(figure,
				Map.of("median", median(figure), "worst", Collections.max(all), "values", all)));
		String json = JsonMapper.shared().writeValueAsString(summary);
		log.info("Figures: {}", json);
		Files.createDirectories(DIRECTORY);
		Files.writeString(DIRECTORY.resolve(this.name + ".json"), json + "\n");
	}

}
