package io.foundation.discovery;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.foundation.cluster.InvalidConfigurationException;

/**
 * An entry of {@code foundation.cluster.members}.
 *
 * @param host a host name, or a literal address without brackets
 * @param port the port of the member
 */
record MemberAddress(String host, int port) {

	private static final String PROPERTY = "foundation.cluster.members";

	private static final Pattern ENTRY = Pattern.compile(
			"(?<host>[A-Za-z0-9_.-]{1,253}|\\[(?<ipv6>[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?)\\])(:(?<port>\\d{1,5}))?");

	/**
	 * Reads the entries.
	 * @throws InvalidConfigurationException naming the first one that cannot be read
	 */
	static List<MemberAddress> parse(List<String> entries, int defaultPort) {
		return entries.stream().map((entry) -> parse(entry.strip(), defaultPort)).toList();
	}

	private static MemberAddress parse(String entry, int defaultPort) {
		Matcher matcher = ENTRY.matcher(entry);
		if (!matcher.matches()) {
			throw invalid(entry, "is neither host nor host:port");
		}
		String port = matcher.group("port");
		int number = (port != null) ? Integer.parseInt(port) : defaultPort;
		if (number < 1 || number > 65535) {
			throw invalid(entry, "has a port that is not between 1 and 65535");
		}
		String ipv6 = matcher.group("ipv6");
		return new MemberAddress((ipv6 != null) ? ipv6 : matcher.group("host"), number);
	}

	private static InvalidConfigurationException invalid(String entry, String problem) {
		return new InvalidConfigurationException(PROPERTY,
				"its entry '" + entry.replaceAll("\\p{Cntrl}", "?") + "' " + problem,
				"Write each member as host or host:port, an IPv6 address in brackets.");
	}

}
