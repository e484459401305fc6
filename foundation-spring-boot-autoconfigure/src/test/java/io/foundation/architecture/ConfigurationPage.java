package io.foundation.architecture;

import java.util.List;
import java.util.Objects;

/**
 * The page docs/configuration.md, made from the configuration metadata.
 */
final class ConfigurationPage {

	private static final List<Section> SECTIONS = List.of(
			new Section("Foundation", "foundation", "Whether and how Foundation takes part."),
			new Section("Cluster", "foundation.cluster", "The cluster and this application's member in it."),
			new Section("Discovery", "foundation.discovery", "How peers are found."),
			new Section("Channels", "foundation.channels", "The standard channels and the application's own."),
			new Section("Singletons", "foundation.singleton", "Leases, safety and placement."),
			new Section("Registry", "foundation.registry", "Which member offers which service."),
			new Section("Actuator", "management.endpoint.foundation", "The endpoint `/actuator/foundation`."));

	private static final String HEAD = """
			# Configuration

			Every property that Foundation reads. This page is generated from the configuration metadata, which editors
			use as well; a test compares the two. Names are written as in application.yaml; as environment variables
			they are upper case, without hyphens, with underscores for dots: `FOUNDATION_CLUSTER_MEMBERNAME`.
			Durations are written as `500ms`, `2s`, `1m`. Lists are separated by commas, or written as YAML lists.
			A value that Foundation cannot use stops the start with a message that names the property.
			""";

	private ConfigurationPage() {
	}

	/**
	 * Makes the page.
	 * @param properties the properties of the metadata
	 * @return the page
	 */
	static String of(List<DocumentedProperty> properties) {
		StringBuilder page = new StringBuilder(HEAD);
		for (Section section : SECTIONS) {
			List<DocumentedProperty> rows = properties.stream().filter((property) -> section == of(property)).toList();
			if (!rows.isEmpty()) {
				page.append(section.table(rows));
			}
		}
		return page.toString();
	}

	private static Section of(DocumentedProperty property) {
		return SECTIONS.stream()
			.filter((section) -> section != SECTIONS.get(0) && property.name().startsWith(section.prefix() + "."))
			.findFirst()
			.orElse(SECTIONS.get(0));
	}

	/**
	 * A part of the page.
	 *
	 * @param title the heading
	 * @param prefix what its properties start with
	 * @param introduction a sentence
	 */
	private record Section(String title, String prefix, String introduction) {

		String table(List<DocumentedProperty> rows) {
			StringBuilder table = new StringBuilder("\n## ").append(this.title)
				.append("\n\n")
				.append(this.introduction);
			table.append("\n\n| property | values | default | description |\n| --- | --- | --- | --- |\n");
			rows.forEach((row) -> table.append(row(row)));
			return table.toString();
		}

		private String row(DocumentedProperty property) {
			String value = Objects.requireNonNullElse(property.defaultValue(), "");
			return "| `%s` | %s | %s | %s |%n"
				.formatted(property.name(), property.typeInWords(), value.isEmpty() ? "" : "`" + value + "`",
						property.description().replace("|", "\\|"))
				.replace(System.lineSeparator(), "\n");
		}

	}

}
