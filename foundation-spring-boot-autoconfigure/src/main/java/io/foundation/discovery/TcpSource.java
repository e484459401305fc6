package io.foundation.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Strategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses in {@code foundation.cluster.members}; names are resolved again and
 * again, as often as the Java platform's own cache lets them.
 */
final class TcpSource extends PollingSource {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final List<MemberAddress> members;

	/** The last answer for each member; the polling thread's. */
	private final Map<MemberAddress, InetSocketAddress> resolved = new HashMap<>();

	TcpSource(List<MemberAddress> members) {
		super(Strategy.TCP, INTERVAL);
		this.members = List.copyOf(members);
	}

	@Override
	Set<InetSocketAddress> addresses() {
		Set<InetSocketAddress> addresses = new LinkedHashSet<>();
		for (MemberAddress member : this.members) {
			resolve(member);
			InetSocketAddress address = this.resolved.get(member);
			if (address != null) {
				addresses.add(address);
			}
		}
		return addresses;
	}

	/** A name that does not resolve may belong to a host that is not up yet. */
	private void resolve(MemberAddress member) {
		try {
			this.resolved.put(member, new InetSocketAddress(InetAddress.getByName(member.host()), member.port()));
		}
		catch (UnknownHostException ex) {
			log.debug("'{}' of foundation.cluster.members does not resolve", member.host(), ex);
		}
	}

}
