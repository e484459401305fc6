package io.foundation.cluster;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NodeIdentityTests {

	private static final String SECRET = "correct horse battery staple";

	@Test
	void isSomebodyNewWithEachStart() {
		assertThat(identity("shop", null).instanceId()).isNotEqualTo(identity("shop", null).instanceId());
	}

	@Test
	void isNamedAfterTheClusterUnlessNamed() {
		NodeIdentity identity = identity("shop", null);
		assertThat(identity.memberName()).isEqualTo("shop-" + identity.instanceId().substring(0, 4));
		assertThat(new NodeIdentity("shop", "till", "5.7", null).memberName()).isEqualTo("till");
	}

	@Test
	void derivesTheSameHazelcastNameFromTheSameSecretOnly() {
		String name = identity("shop", SECRET).hazelcastClusterName();
		assertThat(name).isEqualTo(identity("shop", SECRET).hazelcastClusterName())
			.isNotEqualTo(identity("shop", SECRET + "!").hazelcastClusterName())
			.isNotEqualTo(identity("shop2", SECRET).hazelcastClusterName())
			.doesNotContain("shop")
			.doesNotContain("horse");
	}

	@Test
	void keepsVersionsOfHazelcastApart() {
		assertThat(new NodeIdentity("shop", null, "5.5", null).hazelcastClusterName())
			.isNotEqualTo(new NodeIdentity("shop", null, "5.7", null).hazelcastClusterName());
		assertThat(new NodeIdentity("shop", null, "5.5", new ClusterSecret(SECRET)).hazelcastClusterName())
			.isNotEqualTo(new NodeIdentity("shop", null, "5.7", new ClusterSecret(SECRET)).hazelcastClusterName());
	}

	@Test
	void verifiesWhatAMemberOfItsClusterSigned() {
		String signature = identity("shop", SECRET).sign("mdns", "text");
		NodeIdentity other = identity("shop", SECRET);
		assertThat(other.verify("mdns", "text", signature)).isTrue();
		assertThat(other.verify("mdns", "other text", signature)).isFalse();
		assertThat(other.verify("hello", "text", signature)).isFalse();
		assertThat(other.verify("mdns", "text", "")).isFalse();
		assertThat(identity("shop2", SECRET).verify("mdns", "text", signature)).isFalse();
		assertThat(identity("shop", SECRET + "!").verify("mdns", "text", signature)).isFalse();
		assertThat(identity("shop", null).verify("mdns", "text", signature)).isFalse();
	}

	@Test
	void signsNothingWithoutASecret() {
		assertThatIllegalStateException().isThrownBy(() -> identity("shop", null).sign("mdns", "text"))
			.withMessageContaining("foundation.cluster.secret");
	}

	@Test
	void neverPrintsTheSecret() {
		assertThat(identity("shop", SECRET).toString() + new ClusterSecret(SECRET)).doesNotContain("horse");
	}

	private static NodeIdentity identity(String cluster, String secret) {
		return new NodeIdentity(cluster, null, "5.7", (secret != null) ? new ClusterSecret(secret) : null);
	}

}
