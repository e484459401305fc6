package io.foundation.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import com.hazelcast.config.Config;

import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;

/**
 * Tells the other members who this one is and where it can be watched, in a configuration
 * that is the application's own (wizard mode).
 */
final class MemberIntroduction implements HazelcastConfigCustomizer {

	private final NodeIdentity identity;

	private final Liveness liveness;

	private final ClusterProperties properties;

	MemberIntroduction(NodeIdentity identity, Liveness liveness, ClusterProperties properties) {
		this.identity = identity;
		this.liveness = liveness;
		this.properties = properties;
	}

	@Override
	public void customize(Config config) {
		Scope scope = (this.properties.secret() != null) ? Scope.NETWORK : Scope.HOST;
		InetAddress address = BindAddress.choose(scope, this.properties.networkInterface()).address();
		int port = this.liveness.listen(address);
		MemberAttributes.add(config, this.identity, new InetSocketAddress(address, port));
	}

}
