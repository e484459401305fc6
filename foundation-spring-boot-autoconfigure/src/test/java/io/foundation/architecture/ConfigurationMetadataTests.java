package io.foundation.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors, the documentation and error messages say about properties is what the
 * code binds.
 */
class ConfigurationMetadataTests {

	private static final Path PAGE = Path.of("..", "docs", "configuration.md");

	/** A property as messages quote it, or as the first argument of a check. */
	private static final Pattern NAMED_IN_CODE = Pattern.compile(
			"'(foundation\\.[a-z.-]+)'|(?:PropertyChecks\\.\\w+|InvalidConfigurationException)\\(\\s*\"(foundation\\.[a-z.-]+)\"");

	private final ConfigurationMetadata metadata = ConfigurationMetadata.read();

	private final List<DocumentedProperty> properties = this.metadata.properties();

	@Test
	void everyPropertyIsDescribedInSentences() {
		assertThat(this.properties).extracting(DocumentedProperty::name).contains("foundation.cluster.secret");
		assertThat(this.properties).allSatisfy((property) -> assertThat(property.description())
			.as("description of %s (a @param of its record)", property.name())
			.matches("(?s)[A-Z].*\\."));
	}

	@Test
	void switchesAreDescribedAsSuch() {
		assertThat(this.properties).filteredOn((property) -> property.type().equals("java.lang.Boolean"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.description()).as(property.name()).startsWith("Whether "));
	}

	@Test
	void durationsAreDurations() {
		assertThat(this.properties)
			.filteredOn((property) -> property.name().matches(".*[.-](interval|timeout|delay|duration|period|ttl)"))
			.isNotEmpty()
			.allSatisfy((property) -> assertThat(property.type()).as(property.name()).isEqualTo("java.time.Duration"));
	}

	@Test
	void editorsOfferTheKeywordsOfEveryEnumWithTheirMeaning() {
		Map<String, Set<String>> keywords = this.properties.stream()
			.filter((property) -> property.name().startsWith("foundation.") && !property.keywords().isEmpty())
			.collect(Collectors.toMap(DocumentedProperty::name, (property) -> Set.copyOf(property.keywords())));
		Map<String, Set<String>> offered = new TreeMap<>();
		this.metadata.hints().forEach((name, values) -> offered.put(name, values.keySet()));
		assertThat(keywords).isNotEmpty();
		assertThat(offered).as("hints in META-INF/additional-spring-configuration-metadata.json")
			.containsAllEntriesOf(keywords);
		assertThat(this.metadata.hints().values()).flatExtracting(Map::values)
			.allMatch((description) -> description.endsWith("."));
	}

	@Test
	void messagesNamePropertiesThatExist() throws IOException {
		Set<String> named = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
			files.filter((file) -> file.toString().endsWith(".java")).forEach((file) -> named.addAll(namedIn(file)));
		}
		Set<String> known = this.properties.stream().map(DocumentedProperty::name).collect(Collectors.toSet());
		assertThat(named).isNotEmpty().isSubsetOf(known);
	}

	@Test
	void theConfigurationPageIsWhatTheMetadataSays() throws IOException {
		String page = ConfigurationPage.of(this.properties);
		if (Boolean.getBoolean("foundation.docs.update")) {
			Files.writeString(PAGE, page);
		}
		assertThat(PAGE)
			.as("docs/configuration.md; regenerate it with: ./mvnw -pl foundation-spring-boot-autoconfigure test"
					+ " -Dtest=ConfigurationMetadataTests -Dfoundation.docs.update=true")
			.exists()
			.hasContent(page);
	}

	private static Set<String> namedIn(Path file) {
		try {
			return NAMED_IN_CODE.matcher(Files.readString(file))
				.results()
				.map((match) -> (match.group(1) != null) ? match.group(1) : match.group(2))
				.collect(Collectors.toSet());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
