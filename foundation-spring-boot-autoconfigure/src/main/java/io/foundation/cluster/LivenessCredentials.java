package io.foundation.cluster;

import java.io.IOException;

/**
 * Proves to the other end of a liveness connection that this process knows the cluster's
 * secret, by signing the other's nonce (challenge and response), and checks the same of
 * the other. Without a secret ids are exchanged and nothing is proved.
 */
final class LivenessCredentials {

	private final NodeIdentity identity;

	LivenessCredentials(NodeIdentity identity) {
		this.identity = identity;
	}

	String id() {
		return this.identity.instanceId();
	}

	String ownerProof(LivenessFrame.Hello hello, String ownerNonce) {
		return sign("liveness-owner", transcript(hello, id(), ownerNonce));
	}

	void checkOwner(LivenessFrame.Hello hello, LivenessFrame.Welcome welcome) throws IOException {
		check("liveness-owner", transcript(hello, welcome.id(), welcome.nonce()), welcome.proof());
	}

	String peerProof(LivenessFrame.Hello hello, LivenessFrame.Welcome welcome) {
		return sign("liveness-peer", transcript(hello, welcome.id(), welcome.nonce()));
	}

	void checkPeer(LivenessFrame.Hello hello, String ownerNonce, LivenessFrame.Proof proof) throws IOException {
		check("liveness-peer", transcript(hello, id(), ownerNonce), proof.proof());
	}

	private String sign(String purpose, String text) {
		return this.identity.secured() ? this.identity.sign(purpose, text) : "";
	}

	private void check(String purpose, String text, String signature) throws IOException {
		if (this.identity.secured() && !this.identity.verify(purpose, text, signature)) {
			throw new IOException("The other end does not know the secret");
		}
	}

	private static String transcript(LivenessFrame.Hello hello, String owner, String ownerNonce) {
		return String.join("\n", hello.id(), owner, hello.nonce(), ownerNonce);
	}

}
