package io.foundation.cluster;

/**
 * How far the cluster reaches.
 */
public enum Scope {

	/**
	 * Member and discovery bind to the loopback interface: nothing listens beyond the
	 * host.
	 */
	HOST,

	/**
	 * Member and discovery bind to one network interface; needs
	 * {@code foundation.cluster.secret}, or
	 * {@code foundation.cluster.allow-insecure=true}.
	 */
	NETWORK

}
