package io.foundation.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * One property of the configuration metadata.
 *
 * @param name the name
 * @param type the type, as the metadata writes it
 * @param description the description, empty if there is none
 * @param defaultValue the default, or {@code null}
 */
record DocumentedProperty(String name, String type, String description, @Nullable String defaultValue) {

	private static final Pattern LIST = Pattern.compile("java\\.util\\.List<(.+)>");

	private static final Pattern MAP = Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,.+>");

	/**
	 * The type as a reader of the documentation knows it.
	 * @return the words
	 */
	String typeInWords() {
		if (MAP.matcher(this.type).matches()) {
			return "settings by name";
		}
		Matcher list = LIST.matcher(this.type);
		return list.matches() ? "list of " + single(list.group(1)) : single(this.type);
	}

	/**
	 * The keywords of an enum.
	 * @return the keywords; empty if the type is not an enum, nor a list of one
	 */
	List<String> keywords() {
		if (MAP.matcher(this.type).matches()) {
			return List.of();
		}
		Matcher list = LIST.matcher(this.type);
		return keywords(list.matches() ? list.group(1) : this.type);
	}

	private static String single(String type) {
		List<String> keywords = keywords(type);
		if (!keywords.isEmpty()) {
			return String.join(", ", keywords);
		}
		return switch (type) {
			case "java.lang.Boolean" -> "true, false";
			case "java.lang.Integer", "java.lang.Long" -> "number";
			default -> type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		};
	}

	private static List<String> keywords(String type) {
		Class<?> enumeration = ClassUtils.resolveClassName(type, DocumentedProperty.class.getClassLoader());
		if (!enumeration.isEnum()) {
			return List.of();
		}
		return Arrays.stream(enumeration.getEnumConstants())
			.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
			.filter((keyword) -> !keyword.equals("disabled"))
			.toList();
	}

}
