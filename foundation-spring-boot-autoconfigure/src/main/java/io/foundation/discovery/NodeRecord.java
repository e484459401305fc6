package io.foundation.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.NodeIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What a node tells others about itself, as properties that fit a DNS-SD TXT record (RFC
 * 6763, section 6) and a line of text. The signature covers every property, so that a
 * record leads to the address of the node that signed it, whoever repeats it.
 *
 * @param cluster the cluster's name
 * @param instanceId the node's instance id
 * @param memberName the member's name
 * @param hazelcastVersion Hazelcast's major and minor version
 * @param address the address and port of the Hazelcast member
 * @param signature the signature, if the node's cluster has a secret
 */
record NodeRecord(String cluster, String instanceId, String memberName, String hazelcastVersion,
		InetSocketAddress address, @Nullable String signature) {

	/** The version of this format, and the first thing a record says (RFC 6763, 6.7). */
	static final String FORMAT = "1";

	static final String FORMAT_KEY = "txtvers";

	static final String CLUSTER_KEY = "cluster";

	/** Keys and values together; what a real one takes is below 400 bytes. */
	static final int MAX_BYTES = 1024;

	private static final String PURPOSE = "node-record";

	private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

	private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,64}");

	private static final Pattern VERSION = Pattern.compile("\\d{1,3}\\.\\d{1,3}");

	private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9_-]{22}");

	private static final Pattern ADDRESS = Pattern
		.compile("(?<host>[0-9.]{7,15}|\\[[0-9a-f:.]{2,45}]):(?<port>\\d{1,5})");

	private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

	/**
	 * The record of the local node, signed if its cluster has a secret.
	 */
	static NodeRecord of(LocalNode self) {
		NodeIdentity identity = self.identity();
		NodeRecord unsigned = new NodeRecord(identity.clusterName(), identity.instanceId(), identity.memberName(),
				identity.hazelcastVersion(), reachable(self), null);
		if (!identity.secured()) {
			return unsigned;
		}
		return new NodeRecord(unsigned.cluster, unsigned.instanceId, unsigned.memberName, unsigned.hazelcastVersion,
				unsigned.address, identity.sign(PURPOSE, unsigned.signedText()));
	}

	/**
	 * Reads a record of this format.
	 * @throws MalformedRecordException if it is none
	 */
	static NodeRecord parse(Map<String, String> properties) throws MalformedRecordException {
		String signature = properties.get("sig");
		return new NodeRecord(required(properties, CLUSTER_KEY, NAME), required(properties, "id", UUID),
				required(properties, "name", NAME), required(properties, "hz", VERSION),
				parseAddress(required(properties, "addr", ADDRESS)),
				(signature != null) ? required(properties, "sig", SIGNATURE) : null);
	}

	Map<String, String> properties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(FORMAT_KEY, FORMAT);
		properties.put(CLUSTER_KEY, this.cluster);
		properties.put("id", this.instanceId);
		properties.put("name", this.memberName);
		properties.put("hz", this.hazelcastVersion);
		properties.put("addr", text(this.address));
		if (this.signature != null) {
			properties.put("sig", this.signature);
		}
		return properties;
	}

	boolean signedBy(NodeIdentity identity) {
		return this.signature != null && identity.verify(PURPOSE, signedText(), this.signature);
	}

	/**
	 * An address as it is written in a record: IPv6 in brackets, without a zone.
	 */
	static String text(InetSocketAddress address) {
		String host = address.getAddress().getHostAddress();
		int zone = host.indexOf('%');
		String plain = (zone < 0) ? host : host.substring(0, zone);
		return ((plain.indexOf(':') >= 0) ? "[" + plain + "]" : plain) + ":" + address.getPort();
	}

	private String signedText() {
		return String.join("\n", FORMAT, this.instanceId, this.memberName, this.hazelcastVersion, text(this.address));
	}

	/** A public address whose name does not resolve here leaves the one we bind to. */
	private static InetSocketAddress reachable(LocalNode self) {
		return self.address().isUnresolved()
				? new InetSocketAddress(self.bindAddress().getAddress(), self.address().getPort()) : self.address();
	}

	private static String required(Map<String, String> properties, String key, Pattern pattern)
			throws MalformedRecordException {
		String value = properties.get(key);
		if (value == null) {
			throw new MalformedRecordException("it has no '" + key + "'");
		}
		if (!pattern.matcher(value).matches()) {
			throw new MalformedRecordException("its '" + key + "' cannot be read");
		}
		return value;
	}

	/** Literal addresses only: a record must not make us ask a name server. */
	private static InetSocketAddress parseAddress(String text) throws MalformedRecordException {
		int colon = text.lastIndexOf(':');
		String host = text.substring(0, colon);
		int port = Integer.parseInt(text.substring(colon + 1));
		if (port < 1 || port > 65535 || (!host.startsWith("[") && !IPV4.matcher(host).matches())) {
			throw new MalformedRecordException("its 'addr' cannot be read");
		}
		try {
			return new InetSocketAddress(InetAddress.getByName(host), port);
		}
		catch (UnknownHostException ex) {
			throw new MalformedRecordException("its 'addr' cannot be read");
		}
	}

}
