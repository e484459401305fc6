package io.foundation.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * {@code /actuator/foundation}: what Foundation decided and what it sees, a section for
 * each feature. Answers from memory.
 */
@Endpoint(id = "foundation", defaultAccess = Access.READ_ONLY)
public class FoundationEndpoint {

	private final List<Section> sections;

	FoundationEndpoint(List<Section> sections) {
		this.sections = List.copyOf(sections);
	}

	/**
	 * All sections.
	 * @return the content of each section by its name
	 */
	@ReadOperation
	public Map<String, Object> foundation() {
		Map<String, Object> all = new LinkedHashMap<>();
		this.sections.forEach((section) -> all.put(section.name(), section.content()));
		return all;
	}

	/**
	 * One section.
	 * @param section its name, such as {@code cluster}
	 * @return its content; {@code null}, which answers 404, if there is no such section
	 */
	@ReadOperation
	public @Nullable Object section(@Selector String section) {
		return this.sections.stream()
			.filter((each) -> each.name().equals(section))
			.findFirst()
			.map(Section::content)
			.orElse(null);
	}

}
