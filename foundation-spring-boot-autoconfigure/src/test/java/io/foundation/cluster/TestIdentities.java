package io.foundation.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Identities of nodes, for tests of other packages.
 */
public final class TestIdentities {

	private TestIdentities() {
	}

	/**
	 * Makes an identity.
	 * @param cluster the cluster's name
	 * @param hazelcastVersion Hazelcast's major and minor version
	 * @param secret the secret, if any
	 * @return the identity, with a new instance id
	 */
	public static NodeIdentity identity(String cluster, String hazelcastVersion, @Nullable String secret) {
		return new NodeIdentity(cluster, null, hazelcastVersion, (secret != null) ? new ClusterSecret(secret) : null);
	}

}
