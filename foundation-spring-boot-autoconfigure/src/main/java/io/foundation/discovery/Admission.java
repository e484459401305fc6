package io.foundation.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.NodeIdentity;
import io.foundation.cluster.RefusedPeer;

/**
 * What the local node makes of a record that it received.
 */
sealed interface Admission {

	/**
	 * Judges a record: by nothing but what it says, who we are, and whether it is signed.
	 * @param properties the properties of the record
	 * @param self the local node
	 */
	static Admission judge(Map<String, String> properties, LocalNode self) {
		String cluster = properties.get(NodeRecord.CLUSTER_KEY);
		String format = properties.get(NodeRecord.FORMAT_KEY);
		if (cluster == null || format == null) {
			return new Malformed("it is no record of a node");
		}
		if (!cluster.equals(self.identity().clusterName())) {
			return new Stranger();
		}
		if (!format.equals(NodeRecord.FORMAT)) {
			return new Malformed("its record has a format that this version of Foundation does not know");
		}
		try {
			return judge(NodeRecord.parse(properties), self);
		}
		catch (MalformedRecordException ex) {
			return new Malformed(ex.problem());
		}
	}

	private static Admission judge(NodeRecord record, LocalNode self) {
		NodeIdentity identity = self.identity();
		if (record.instanceId().equals(identity.instanceId())) {
			return new Own();
		}
		String otherSecret = otherSecret(record, identity);
		if (!otherSecret.isEmpty()) {
			return new Refused(record.address(), RefusedPeer.Reason.SECRET, otherSecret);
		}
		if (!record.hazelcastVersion().equals(identity.hazelcastVersion())) {
			return new Refused(record.address(), RefusedPeer.Reason.VERSION, otherVersion(record, identity));
		}
		if (record.address().equals(self.address())) {
			return new Own(); // what our predecessor on this port left in a cache
		}
		return reachable(record.address().getAddress(), self.bindAddress().getAddress())
				? new Admitted(record.address())
				: new Malformed("its address " + NodeRecord.text(record.address()) + " does not lead to another node");
	}

	private static String otherSecret(NodeRecord record, NodeIdentity identity) {
		if (!identity.secured()) {
			return (record.signature() == null) ? "" : "it is a node of '" + identity.clusterName()
					+ "' with a secret, and this one has none; set 'foundation.cluster.secret' here to let them meet";
		}
		if (record.signature() == null) {
			return "it is a node of '" + identity.clusterName()
					+ "' without a secret; set 'foundation.cluster.secret' there to let it in";
		}
		return record.signedBy(identity) ? "" : "it is a node of '" + identity.clusterName()
				+ "' with another secret; compare 'foundation.cluster.secret' there and here";
	}

	private static String otherVersion(NodeRecord record, NodeIdentity identity) {
		return "it is a node of '" + identity.clusterName() + "' on Hazelcast " + record.hazelcastVersion()
				+ ", and this one is on " + identity.hazelcastVersion()
				+ ": members of different minor versions cannot share a cluster; build both with the same"
				+ " 'hazelcast.version'";
	}

	/**
	 * A node on the network is not at our own loopback address, and one on this host not
	 * anywhere else.
	 */
	private static boolean reachable(InetAddress address, InetAddress bound) {
		return !address.isAnyLocalAddress() && !address.isMulticastAddress()
				&& address.isLoopbackAddress() == bound.isLoopbackAddress();
	}

	/**
	 * A peer.
	 *
	 * @param address where its member is
	 */
	record Admitted(InetSocketAddress address) implements Admission {

	}

	/** The local node itself. */
	record Own() implements Admission {

	}

	/** A node of a cluster with another name: nobody's business. */
	record Stranger() implements Admission {

	}

	/**
	 * A node of a cluster with our name that must stay out.
	 *
	 * @param address where it claims to be
	 * @param reason why
	 * @param detail the reason in words
	 */
	record Refused(InetSocketAddress address, RefusedPeer.Reason reason, String detail) implements Admission {

	}

	/**
	 * Nothing that could be read.
	 *
	 * @param detail what is wrong with it
	 */
	record Malformed(String detail) implements Admission {

	}

}
