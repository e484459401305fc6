package io.foundation.cluster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who this node is: names, instance id, and the secret it shares with its cluster. The
 * secret itself never leaves this object; it signs (HMAC-SHA-256, RFC 2104) and derives.
 */
public final class NodeIdentity {

	private final String clusterName;

	private final String memberName;

	private final String instanceId;

	private final String hazelcastVersion;

	private final @Nullable ClusterSecret secret;

	NodeIdentity(String clusterName, @Nullable String memberName, String hazelcastVersion,
			@Nullable ClusterSecret secret) {
		this.clusterName = clusterName;
		this.instanceId = UUID.randomUUID().toString();
		this.memberName = (memberName != null) ? memberName : clusterName + "-" + this.instanceId.substring(0, 4);
		this.hazelcastVersion = hazelcastVersion;
		this.secret = secret;
	}

	/**
	 * The cluster's name as configured, which is no secret.
	 * @return the name
	 */
	public String clusterName() {
		return this.clusterName;
	}

	/**
	 * The member's name.
	 * @return the name
	 */
	public String memberName() {
		return this.memberName;
	}

	/**
	 * The id of this process's membership, new with each start.
	 * @return a random UUID in its usual form
	 */
	public String instanceId() {
		return this.instanceId;
	}

	/**
	 * Hazelcast's major and minor version; members of different ones cannot share a
	 * cluster.
	 * @return the version, such as {@code 5.7}
	 */
	public String hazelcastVersion() {
		return this.hazelcastVersion;
	}

	/**
	 * Whether this cluster has a secret.
	 * @return whether {@link #sign} can be called
	 */
	public boolean secured() {
		return this.secret != null;
	}

	/**
	 * Signs a text with the cluster's secret.
	 * @param purpose what the text is for, so that a signature serves no other purpose
	 * @param text the text
	 * @return the signature, in URL-safe Base64 without padding; 22 characters
	 * @throws IllegalStateException if this cluster has no secret
	 */
	public String sign(String purpose, String text) {
		if (this.secret == null) {
			throw new IllegalStateException("There is no foundation.cluster.secret to sign with");
		}
		byte[] mac = this.secret.hmac(purpose, this.clusterName + "\n" + text);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(mac).substring(0, 22);
	}

	/**
	 * Whether the signature of a text was made with the cluster's secret; compared in
	 * constant time.
	 * @param purpose what the text is for
	 * @param text the text
	 * @param signature the signature to check
	 * @return {@code true} if so; {@code false} also if this cluster has no secret
	 */
	public boolean verify(String purpose, String text, String signature) {
		return this.secret != null && MessageDigest.isEqual(sign(purpose, text).getBytes(StandardCharsets.US_ASCII),
				signature.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * The name under which Hazelcast's members find each other. Whoever knows it can
	 * join: keep it out of logs.
	 * @return the name, which holds the version, and no secret in the clear
	 */
	String hazelcastClusterName() {
		String plain = this.clusterName + "@" + this.hazelcastVersion;
		if (this.secret == null) {
			return plain;
		}
		byte[] mac = this.secret.hmac("hazelcast-cluster-name", plain);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
	}

	@Override
	public String toString() {
		return this.memberName + " (" + this.instanceId + ")";
	}

}
