package io.foundation.cluster;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The cluster and this application's member in it.
 *
 * @param name Name of the cluster. Defaults to the application's name
 * (spring.application.name), else to the name of its main class.
 * @param memberName Name of this member. Defaults to the cluster's name and a short id.
 * @param secret Secret that admits to the cluster. Setting it opens the cluster to the
 * network.
 * @param scope How far the cluster reaches: host or network. Defaults to host, and to
 * network when a secret is set.
 * @param allowInsecure Whether scope network is allowed without a secret.
 * @param strategy How members find each other; several may be combined. Detected when not
 * set.
 * @param port First port to try for the Hazelcast member.
 * @param portCount How many ports to try, from the first one on.
 * @param networkInterface Network interface for the member and mDNS, by name or by
 * address. Chosen when not set, with the reason logged.
 * @param publicAddress Address, or address:port, by which others reach this member, where
 * it differs from the one it binds to.
 * @param livenessPort Port on which peers watch this process, so that its end is known at
 * once; any free one if 0.
 * @param labels Labels of this member, for singletons that ask for them.
 * @param expectedSize The most members that are ever alive together; set it in
 * production. More than half of it is the quorum.
 * @param members Addresses (host or host:port) of members, for strategy tcp.
 * @param serviceDns DNS name behind which the members are, for strategies dns and
 * kubernetes.
 * @param namespace Kubernetes namespace of the members, for strategy kubernetes. Defaults
 * to the pod's own.
 * @param serviceName Name of the service behind which the members are, for strategies
 * kubernetes and discovery-client.
 * @param failureDetection How fast a silent member is noticed.
 */
@ConfigurationProperties("foundation.cluster")
public record ClusterProperties(@Nullable String name, @Nullable String memberName, @Nullable String secret,
		@Nullable Scope scope, @DefaultValue("false") boolean allowInsecure, @DefaultValue List<Strategy> strategy,
		@DefaultValue("5701") int port, @DefaultValue("100") int portCount, @DefaultValue("0") int livenessPort,
		@Name("interface") @Nullable String networkInterface, @Nullable String publicAddress,
		@DefaultValue List<String> labels, @Nullable Integer expectedSize, @DefaultValue List<String> members,
		@Nullable String serviceDns, @Nullable String namespace, @Nullable String serviceName,
		@DefaultValue FailureDetection failureDetection) {

	/**
	 * Validates every property on its own.
	 * @throws InvalidConfigurationException naming the property
	 */
	public ClusterProperties {
		strategy = List.copyOf(strategy);
		labels = List.copyOf(labels);
		members = List.copyOf(members);
		PropertyChecks.name("foundation.cluster.name", name);
		PropertyChecks.name("foundation.cluster.member-name", memberName);
		PropertyChecks.secret("foundation.cluster.secret", secret);
		PropertyChecks.range("foundation.cluster.port", port, 1, 65535);
		PropertyChecks.range("foundation.cluster.port-count", portCount, 1, 65536 - port);
		PropertyChecks.range("foundation.cluster.liveness-port", livenessPort, 0, 65535);
		if (expectedSize != null) {
			PropertyChecks.range("foundation.cluster.expected-size", expectedSize, 1, 1000);
		}
	}

	@Override
	public String toString() {
		return "ClusterProperties[name=" + this.name + ", scope=" + this.scope + ", strategy=" + this.strategy + "]";
	}

	/**
	 * How fast a silent member is noticed, in whole seconds.
	 *
	 * @param heartbeatInterval How often members send heartbeats.
	 * @param timeout How long a member may be silent before it counts as unreachable.
	 * @param crashProof What proves that a process is gone: the end of its liveness
	 * connection, or nothing, where proxies end connections in a host's name.
	 */
	public record FailureDetection(@DefaultValue("1s") Duration heartbeatInterval, @DefaultValue("5s") Duration timeout,
			@DefaultValue("connection") CrashProof crashProof) {

		/**
		 * What proves that a process is gone.
		 */
		public enum CrashProof {

			/**
			 * An end of stream on a fresh liveness connection and a refused new one.
			 */
			CONNECTION,

			/** Nothing: every silent departure is taken for an unreachable member. */
			NONE

		}

		/**
		 * Validates both together.
		 * @throws InvalidConfigurationException naming the property
		 */
		public FailureDetection {
			PropertyChecks.wholeSeconds("foundation.cluster.failure-detection.heartbeat-interval", heartbeatInterval);
			PropertyChecks.wholeSeconds("foundation.cluster.failure-detection.timeout", timeout);
			if (timeout.compareTo(heartbeatInterval.multipliedBy(2)) < 0) {
				throw new InvalidConfigurationException("foundation.cluster.failure-detection.timeout",
						timeout.toSeconds() + "s is less than two heartbeats of " + heartbeatInterval.toSeconds() + "s",
						"Raise it, or lower 'foundation.cluster.failure-detection.heartbeat-interval'.");
			}
		}

	}

}
