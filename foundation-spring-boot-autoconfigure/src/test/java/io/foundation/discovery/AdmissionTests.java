package io.foundation.discovery;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.NodeIdentity;
import io.foundation.cluster.RefusedPeer.Reason;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTests {

	private final LocalNode self = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.1", 5701);

	private final LocalNode open = TestNodes.onLoopback(identity("shop", "5.7", null), 5701);

	@Test
	void admitsAPeerWithTheSameSecret() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.2", 5702);
		assertThat(judge(peer, this.self))
			.isEqualTo(new Admission.Admitted(new InetSocketAddress(TestNodes.literal("10.0.0.2"), 5702)));
	}

	@Test
	void admitsAPeerWhereNobodyHasASecret() {
		LocalNode peer = TestNodes.onLoopback(identity("shop", "5.7", null), 5702);
		assertThat(judge(peer, this.open))
			.isEqualTo(new Admission.Admitted(new InetSocketAddress(TestNodes.literal("127.0.0.1"), 5702)));
	}

	@Test
	void knowsItself() {
		assertThat(judge(this.self, this.self)).isEqualTo(new Admission.Own());
	}

	@Test
	void takesItsPredecessorOnThePortForItself() {
		LocalNode before = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.1", 5701);
		assertThat(judge(before, this.self)).isEqualTo(new Admission.Own());
	}

	@Test
	void leavesStrangersAlone() {
		LocalNode stranger = TestNodes.onNetwork(identity("warehouse", "5.6", "whatever it is"), "10.0.0.2", 5701);
		assertThat(judge(stranger, this.self)).isEqualTo(new Admission.Stranger());
		Map<String, String> broken = properties(stranger);
		broken.remove("addr");
		assertThat(Admission.judge(broken, this.self)).isEqualTo(new Admission.Stranger());
	}

	@Test
	void refusesAnotherSecret() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", "another secret"), "10.0.0.2", 5701);
		assertRefused(judge(peer, this.self), Reason.SECRET, "another secret; compare 'foundation.cluster.secret'");
	}

	@Test
	void refusesNoSecret() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", null), "10.0.0.2", 5701);
		assertRefused(judge(peer, this.self), Reason.SECRET, "without a secret");
	}

	@Test
	void refusesASecretWhereThereIsNone() {
		LocalNode peer = TestNodes.onLoopback(identity("shop", "5.7", TestNodes.SECRET), 5702);
		assertRefused(judge(peer, this.open), Reason.SECRET, "this one has none");
	}

	@Test
	void refusesAnotherVersionAndNamesBoth() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.5", TestNodes.SECRET), "10.0.0.2", 5701);
		assertRefused(judge(peer, this.self), Reason.VERSION, "Hazelcast 5.5, and this one is on 5.7",
				"'hazelcast.version'");
	}

	@Test
	void believesNoVersionThatIsNotSigned() {
		Map<String, String> forged = properties(
				TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.2", 5701));
		forged.put("hz", "5.5");
		assertRefused(Admission.judge(forged, this.self), Reason.SECRET, "another secret");
	}

	@Test
	void aRepeatedRecordLeadsToItsSignerOnly() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.2", 5701);
		Map<String, String> redirected = properties(peer);
		redirected.put("addr", "10.6.6.6:5701");
		assertRefused(Admission.judge(redirected, this.self), Reason.SECRET, "another secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "0.0.0.0", "224.0.0.251", "::1", "::", "ff02::fb", "::ffff:127.0.0.1" })
	void isNotDrawnToAnAddressThatCannotBeAnotherHosts(String address) {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), address, 5702);
		assertThat(judge(peer, this.self)).isInstanceOf(Admission.Malformed.class);
	}

	@Test
	void isNotDrawnBeyondTheHost() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", null), "10.0.0.2", 5702);
		assertThat(judge(peer, this.open)).isInstanceOf(Admission.Malformed.class);
	}

	@Test
	void refusesAFormatOfTheFuture() {
		Map<String, String> future = properties(TestNodes.onLoopback(identity("shop", "5.7", null), 5702));
		future.put("txtvers", "2");
		assertThat(Admission.judge(future, this.open)).isInstanceOf(Admission.Malformed.class);
	}

	@Test
	void refusesWhatIsNoRecord() {
		assertThat(Admission.judge(Map.of(), this.self)).isInstanceOf(Admission.Malformed.class);
		assertThat(Admission.judge(Map.of("path", "/"), this.self)).isInstanceOf(Admission.Malformed.class);
	}

	@Test
	void noChangeOfASignedRecordIsAdmitted() {
		LocalNode peer = TestNodes.onNetwork(identity("shop", "5.7", TestNodes.SECRET), "10.0.0.2", 5702);
		byte[] genuine = TxtRecord.encode(properties(peer));
		Map<String, String> original = properties(peer);
		Random random = new Random(7);
		int changed = 0;
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = genuine.clone();
			bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
			try {
				Map<String, String> properties = TxtRecord.decode(bytes);
				if (!properties.equals(original)) {
					assertThat(Admission.judge(properties, this.self)).isNotInstanceOf(Admission.Admitted.class);
					changed++;
				}
			}
			catch (MalformedRecordException ex) {
				changed++;
			}
		}
		assertThat(changed).isGreaterThan(15_000);
	}

	private static void assertRefused(Admission admission, Reason reason, String... words) {
		assertThat(admission).isInstanceOfSatisfying(Admission.Refused.class, (refused) -> {
			assertThat(refused.reason()).isEqualTo(reason);
			assertThat(refused.detail()).contains(words).doesNotContain(TestNodes.SECRET);
		});
	}

	private static Admission judge(LocalNode other, LocalNode self) {
		return Admission.judge(properties(other), self);
	}

	private static Map<String, String> properties(LocalNode node) {
		return new LinkedHashMap<>(NodeRecord.of(node).properties());
	}

	private static NodeIdentity identity(String cluster, String version, String secret) {
		return TestIdentities.identity(cluster, version, secret);
	}

}
