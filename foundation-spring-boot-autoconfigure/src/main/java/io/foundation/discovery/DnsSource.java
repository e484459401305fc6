package io.foundation.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import io.foundation.cluster.InvalidConfigurationException;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The addresses behind the name {@code foundation.cluster.service-dns}, all with the
 * first member port.
 */
final class DnsSource extends PollingSource {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final @Nullable String name;

	private final int port;

	DnsSource(@Nullable String name, int port) {
		super(Strategy.DNS, INTERVAL);
		this.name = name;
		this.port = port;
	}

	@Override
	Set<InetSocketAddress> addresses() throws IOException {
		if (this.name == null) {
			throw new InvalidConfigurationException("foundation.cluster.service-dns",
					"strategy 'dns' needs it, and it is not set",
					"Set it to the DNS name behind which the members are.");
		}
		return Arrays.stream(InetAddress.getAllByName(this.name))
			.map((address) -> new InetSocketAddress(address, this.port))
			.collect(Collectors.toUnmodifiableSet());
	}

}
