package io.foundation.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides scope and strategies from the properties and the surroundings, safe unless told
 * otherwise.
 */
final class ClusterPlanner {

	private static final Logger log = LoggerFactory.getLogger(ClusterPlanner.class);

	private static final int STRONG_SECRET = 16;

	private final ClusterProperties properties;

	private final boolean kubernetes;

	private final boolean mdns;

	private final Decisions decisions;

	/**
	 * Creates a planner.
	 * @param properties the properties
	 * @param kubernetes whether the environment is a Kubernetes pod's
	 * @param mdns whether there is an implementation of mDNS
	 * @param decisions where decisions are taken down
	 */
	ClusterPlanner(ClusterProperties properties, boolean kubernetes, boolean mdns, Decisions decisions) {
		this.properties = properties;
		this.kubernetes = kubernetes;
		this.mdns = mdns;
		this.decisions = decisions;
	}

	/**
	 * Makes the plan.
	 * @param mdnsUnavailable tells for a scope why mDNS cannot work there; an empty
	 * string if it can
	 */
	ClusterPlan plan(Function<Scope, String> mdnsUnavailable) {
		Scope scope = scope();
		List<Strategy> strategies = this.properties.strategy().isEmpty() ? detected(scope, mdnsUnavailable)
				: configured(scope);
		return new ClusterPlan(scope, withLoopbackScan(scope, strategies));
	}

	private Scope scope() {
		boolean secured = this.properties.secret() != null;
		Scope scope = this.properties.scope();
		if (scope == null) {
			scope = secured ? Scope.NETWORK : Scope.HOST;
			this.decisions.add("scope", keyword(scope), secured ? "foundation.cluster.secret is set"
					: "without foundation.cluster.secret nothing listens beyond this host");
		}
		else {
			this.decisions.add("scope", keyword(scope), "foundation.cluster.scope is set");
		}
		if (scope == Scope.NETWORK) {
			requireAdmission();
		}
		return scope;
	}

	private void requireAdmission() {
		String secret = this.properties.secret();
		if (secret != null) {
			warnOfShort(secret);
			return;
		}
		if (!this.properties.allowInsecure()) {
			throw new InvalidConfigurationException("foundation.cluster.scope",
					"it is 'network', but there is no secret: anyone who reaches this host could join",
					"Set 'foundation.cluster.secret' to the same long random text on every member; or, where the network"
							+ " itself is trusted, 'foundation.cluster.allow-insecure' to 'true'.");
		}
		log.warn("The cluster is open to anyone who reaches this host: foundation.cluster.allow-insecure is true and"
				+ " foundation.cluster.secret is not set");
	}

	private static void warnOfShort(String secret) {
		if (secret.length() < STRONG_SECRET) {
			log.warn("foundation.cluster.secret has {} characters only; use {} or more random ones, it can be guessed"
					+ " from the mDNS records that it signs", secret.length(), STRONG_SECRET);
		}
	}

	private List<Strategy> detected(Scope scope, Function<Scope, String> mdnsUnavailable) {
		if (this.kubernetes) {
			return inPod(scope);
		}
		String obstacle = mdnsUnavailable.apply(scope);
		if (obstacle.isEmpty()) {
			this.decisions.add("strategy", Strategy.MDNS.keyword(),
					"multicast works here and foundation.cluster.strategy is not set");
			return List.of(Strategy.MDNS);
		}
		// A network may be out of order just now; that of one host will not change.
		boolean again = this.mdns && scope == Scope.NETWORK;
		this.decisions.add("strategy", Strategy.LOOPBACK.keyword(),
				"multicast does not work here" + (again ? " yet: " : ": ") + obstacle);
		return again ? List.of(Strategy.LOOPBACK, Strategy.MDNS) : List.of(Strategy.LOOPBACK);
	}

	private List<Strategy> inPod(Scope scope) {
		if (scope == Scope.NETWORK) {
			this.decisions.add("strategy", Strategy.KUBERNETES.keyword(), "the environment is a Kubernetes pod's");
			return List.of(Strategy.KUBERNETES);
		}
		log.warn("This pod stays alone: set foundation.cluster.secret to the same text in every pod to form a cluster");
		this.decisions.add("strategy", Strategy.NONE.keyword(),
				"the environment is a Kubernetes pod's, but without foundation.cluster.secret the scope is host");
		return List.of(Strategy.NONE);
	}

	private List<Strategy> configured(Scope scope) {
		List<Strategy> strategies = this.properties.strategy().stream().distinct().toList();
		for (Strategy strategy : strategies) {
			requireOptions(strategy);
			if (scope == Scope.HOST && reachesBeyondHost(strategy)) {
				throw beyondHost(strategy);
			}
		}
		requireCombinable(strategies);
		this.decisions.add("strategy", keywords(strategies), "foundation.cluster.strategy is set");
		return strategies;
	}

	private boolean reachesBeyondHost(Strategy strategy) {
		return switch (strategy) {
			case NONE, LOOPBACK, MDNS -> false; // mDNS binds to the loopback interface
			case TCP -> !this.properties.members().stream().allMatch(ClusterPlanner::onThisHost);
			default -> true;
		};
	}

	private InvalidConfigurationException beyondHost(Strategy strategy) {
		return new InvalidConfigurationException("foundation.cluster.strategy",
				"'" + strategy.keyword() + "' reaches beyond this host, but "
						+ ((this.properties.scope() == Scope.HOST) ? "'foundation.cluster.scope' is 'host'"
								: "there is no secret"),
				"Set 'foundation.cluster.secret' to the same long random text on every member; or, where the network"
						+ " itself is trusted, 'foundation.cluster.scope' to 'network' and"
						+ " 'foundation.cluster.allow-insecure' to 'true'.");
	}

	private void requireOptions(Strategy strategy) {
		if (strategy == Strategy.TCP && this.properties.members().isEmpty()) {
			throw new InvalidConfigurationException("foundation.cluster.members",
					"strategy 'tcp' needs it, and it is empty", "List the members as host or host:port.");
		}
		if (strategy == Strategy.DNS && this.properties.serviceDns() == null) {
			throw new InvalidConfigurationException("foundation.cluster.service-dns",
					"strategy 'dns' needs it, and it is not set",
					"Set it to the DNS name behind which the members are.");
		}
	}

	private void requireCombinable(List<Strategy> strategies) {
		for (Strategy alone : List.of(Strategy.NONE, Strategy.MULTICAST, Strategy.KUBERNETES)) {
			if (strategies.contains(alone) && strategies.size() > 1) {
				throw new InvalidConfigurationException("foundation.cluster.strategy",
						"'" + alone.keyword() + "' cannot be combined with others ('" + keywords(strategies) + "')",
						"Hazelcast takes one joiner: use '" + alone.keyword() + "' alone, or leave it out.");
			}
		}
	}

	/** On one host the scan finds at once what mDNS finds after seconds. */
	private List<Strategy> withLoopbackScan(Scope scope, List<Strategy> strategies) {
		if (scope == Scope.NETWORK || !strategies.contains(Strategy.MDNS) || strategies.contains(Strategy.LOOPBACK)) {
			return strategies;
		}
		List<Strategy> both = new ArrayList<>(strategies);
		both.add(Strategy.LOOPBACK);
		return both;
	}

	private static boolean onThisHost(String member) {
		String host = member.startsWith("[") ? member.substring(1).split("]", 2)[0] : member.split(":", 2)[0];
		try {
			return InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

	private static String keyword(Scope scope) {
		return scope.name().toLowerCase(Locale.ROOT);
	}

	private static String keywords(List<Strategy> strategies) {
		return String.join(", ", strategies.stream().map(Strategy::keyword).toList());
	}

}
