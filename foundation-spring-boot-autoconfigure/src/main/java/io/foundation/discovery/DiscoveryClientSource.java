package io.foundation.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Strategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.cloud.client.discovery.composite.CompositeDiscoveryClient;

/**
 * The instances that Spring Cloud's {@link DiscoveryClient}s know of a service. An
 * instance says in its metadata, as {@value #PORT_METADATA}, at which port its member is.
 */
final class DiscoveryClientSource extends PollingSource {

	static final String PORT_METADATA = "foundation.port";

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final Supplier<List<DiscoveryClient>> clients;

	private final String service;

	private final int defaultPort;

	/**
	 * Creates the source.
	 * @param clients the clients, asked for at each poll: they may need beans that need
	 * the cluster
	 * @param service the name of the service
	 * @param defaultPort the port of members that name none
	 */
	DiscoveryClientSource(Supplier<List<DiscoveryClient>> clients, String service, int defaultPort) {
		super(Strategy.DISCOVERY_CLIENT, INTERVAL);
		this.clients = clients;
		this.service = service;
		this.defaultPort = defaultPort;
	}

	@Override
	Set<InetSocketAddress> addresses() {
		Set<InetSocketAddress> addresses = new LinkedHashSet<>();
		for (DiscoveryClient client : this.clients.get()) {
			if (!(client instanceof CompositeDiscoveryClient)) { // which asks the others
				List<ServiceInstance> instances = client.getInstances(this.service);
				log.debug("DiscoveryClient.getInstances({}) of {}: {}", this.service, client.description(),
						instances.size());
				instances.forEach((instance) -> add(instance, addresses));
			}
		}
		return addresses;
	}

	private void add(ServiceInstance instance, Set<InetSocketAddress> addresses) {
		Map<String, String> metadata = instance.getMetadata();
		String port = (metadata != null) ? metadata.get(PORT_METADATA) : null;
		try {
			addresses.add(new InetSocketAddress(InetAddress.getByName(instance.getHost()),
					(port != null) ? Integer.parseInt(port) : this.defaultPort));
		}
		catch (UnknownHostException | IllegalArgumentException ex) {
			log.debug("Left out an instance of {} at {}, '{}' {}", this.service, instance.getHost(), PORT_METADATA,
					port, ex);
		}
	}

}
