package io.foundation.test;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Picks a private network (10.x.y.0/24) at random to which this machine has no route yet.
 * Of more than 60,000, two runs that pick at the same moment pick two.
 */
final class FreeNetwork {

	private static final int ATTEMPTS = 200;

	private static final Pattern ROUTE = Pattern
		.compile("^(?:[a-z]+ )?(\\d+)\\.(\\d+)\\.(\\d+)\\.(\\d+)(?:/(\\d+))? .*");

	private FreeNetwork() {
	}

	/**
	 * Finds one.
	 * @return its first three numbers, with dots between them
	 */
	static String find() {
		List<String> routes = Tool.run("ip", "-4", "route", "show", "table", "all").lines().toList();
		return Stream.generate(FreeNetwork::random)
			.limit(ATTEMPTS)
			.filter((candidate) -> routes.stream().noneMatch((route) -> covers(route, candidate)))
			.findFirst()
			.map((candidate) -> "10." + ((candidate >> 16) & 0xff) + "." + ((candidate >> 8) & 0xff))
			.orElseThrow(() -> new IllegalStateException(
					"No free network in 10.0.0.0/8; this machine has routes to all that were tried: " + routes));
	}

	private static int random() {
		return (10 << 24) | (ThreadLocalRandom.current().nextInt(1 << 16) << 8);
	}

	/**
	 * Whether a route leads to a network or a part of it.
	 * @param route a line of {@code ip route}
	 * @param candidate the network's first address
	 * @return whether they overlap
	 */
	static boolean covers(String route, int candidate) {
		Matcher matcher = ROUTE.matcher(route + " ");
		if (!matcher.matches()) {
			return false;
		}
		int address = 0;
		for (int group = 1; group <= 4; group++) {
			address = (address << 8) | Integer.parseInt(matcher.group(group));
		}
		int length = Math.min(24, (matcher.group(5) != null) ? Integer.parseInt(matcher.group(5)) : 32);
		int mask = (length == 0) ? 0 : -1 << (32 - length);
		return (address & mask) == (candidate & mask);
	}

}
