package io.foundation.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.KubernetesConfig;
import com.hazelcast.config.NetworkConfig;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a member that Foundation makes. Which setting and why: ADR 005.
 */
final class MemberConfiguration {

	/** Hazelcast's own properties, with the reason for each in ADR 005. */
	private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("hazelcast.logging.type", "slf4j"),
			Map.entry("hazelcast.health.monitoring.level", "OFF"),
			Map.entry("hazelcast.logging.details.enabled", "false"), Map.entry("hazelcast.phone.home.enabled", "false"),
			Map.entry("hazelcast.shutdownhook.enabled", "false"), Map.entry("hazelcast.socket.bind.any", "false"),
			Map.entry("hazelcast.socket.connect.timeout.seconds", "1"),
			Map.entry("hazelcast.partial.member.disconnection.resolution.heartbeat.count", "3"),
			Map.entry("hazelcast.merge.first.run.delay.seconds", "2"),
			Map.entry("hazelcast.merge.next.run.delay.seconds", "2"),
			Map.entry("hazelcast.tcp.join.previously.joined.member.address.retention.seconds", "3"),
			Map.entry("hazelcast.wait.seconds.before.join", "0"),
			Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
			Map.entry("hazelcast.operation.fail.on.indeterminate.state", "true"),
			Map.entry("hazelcast.operation.backup.timeout.millis", "1000"),
			Map.entry("hazelcast.graceful.shutdown.max.wait", "10"));

	private final ClusterProperties properties;

	private final ClusterPlan plan;

	private final NodeIdentity identity;

	MemberConfiguration(ClusterProperties properties, ClusterPlan plan, NodeIdentity identity) {
		this.properties = properties;
		this.plan = plan;
		this.identity = identity;
	}

	/**
	 * Makes a configuration for one start of the member.
	 * @param bindAddress the address to bind to
	 * @param port the port, claimed already
	 * @param livenessPort the port on which this process can be watched
	 */
	Config create(InetAddress bindAddress, int port, int livenessPort) {
		Config config = new Config();
		config.setInstanceName("foundation-" + this.identity.instanceId());
		config.setClusterName(this.identity.hazelcastClusterName());
		SETTINGS.forEach(config::setProperty);
		ClusterProperties.FailureDetection detection = this.properties.failureDetection();
		config.setProperty("hazelcast.heartbeat.interval.seconds", seconds(detection.heartbeatInterval().toSeconds()));
		config.setProperty("hazelcast.max.no.heartbeat.seconds", seconds(detection.timeout().toSeconds()));
		config.getMetricsConfig().setEnabled(false);
		config.getSerializationConfig().setJavaSerializationFilterConfig(allowList());
		MemberAttributes.add(config, this.identity, new InetSocketAddress(bindAddress, livenessPort));
		network(config.getNetworkConfig(), bindAddress.getHostAddress(), port);
		return config;
	}

	private void network(NetworkConfig network, String bindAddress, int port) {
		network.setPort(port).setPortAutoIncrement(false).setReuseAddress(true);
		network.getInterfaces().setEnabled(true).addInterface(bindAddress);
		String publicAddress = this.properties.publicAddress();
		if (publicAddress != null) {
			network.setPublicAddress(publicAddress);
		}
		join(network.getJoin());
	}

	private void join(JoinConfig join) {
		join.getAutoDetectionConfig().setEnabled(false);
		join.getMulticastConfig().setEnabled(this.plan.uses(Strategy.MULTICAST));
		if (this.plan.uses(Strategy.KUBERNETES)) {
			kubernetes(join.getKubernetesConfig().setEnabled(true));
		}
		else if (!this.plan.uses(Strategy.MULTICAST)) {
			join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(1);
		}
	}

	private void kubernetes(KubernetesConfig kubernetes) {
		set(kubernetes, "service-dns", this.properties.serviceDns());
		set(kubernetes, "namespace", this.properties.namespace());
		set(kubernetes, "service-name", this.properties.serviceName());
	}

	private static void set(KubernetesConfig kubernetes, String key, @Nullable String value) {
		if (value != null) {
			kubernetes.setProperty(key, value);
		}
	}

	/** Deserializing anything else is how a stranger's bytes become a stranger's code. */
	private static JavaSerializationFilterConfig allowList() {
		JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
		filter.setDefaultsDisabled(true);
		filter.getWhitelist()
			.addPackages("java.lang", "java.math", "java.time", "java.util")
			.addPrefixes("com.hazelcast.", "io.foundation.", "[B", "[I", "[J", "[Ljava.lang.");
		return filter;
	}

	private static String seconds(long seconds) {
		return Long.toString(seconds);
	}

}
