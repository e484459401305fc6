package io.foundation.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.foundation.cluster.FoundationCluster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The configuration metadata that the build generates for the product.
 */
final class ConfigurationMetadata {

	private final JsonNode json;

	private ConfigurationMetadata(JsonNode json) {
		this.json = json;
	}

	/**
	 * Reads the metadata of the product, not that of its dependencies.
	 * @return the metadata
	 */
	static ConfigurationMetadata read() {
		URL product = FoundationCluster.class.getProtectionDomain().getCodeSource().getLocation();
		try (InputStream in = new URL(product + "META-INF/spring-configuration-metadata.json").openStream()) {
			return new ConfigurationMetadata(JsonMapper.shared().readTree(in));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The build did not generate the configuration metadata", ex);
		}
	}

	/**
	 * Every property, sorted by name.
	 * @return the properties
	 */
	List<DocumentedProperty> properties() {
		return this.json.get("properties")
			.valueStream()
			.map((node) -> new DocumentedProperty(node.get("name").asString(), node.get("type").asString(),
					node.path("description").asString(""),
					node.has("defaultValue") ? node.get("defaultValue").asString() : null))
			.toList();
	}

	/**
	 * The keywords that editors offer for properties, each with its description.
	 * @return the hints, by the name of the property
	 */
	Map<String, Map<String, String>> hints() {
		Map<String, Map<String, String>> hints = new TreeMap<>();
		this.json.get("hints")
			.valueStream()
			.forEach((hint) -> hints.put(hint.get("name").asString(),
					hint.path("values")
						.valueStream()
						.collect(Collectors.toMap((value) -> value.get("value").asString(),
								(value) -> value.path("description").asString("")))));
		return hints;
	}

}
