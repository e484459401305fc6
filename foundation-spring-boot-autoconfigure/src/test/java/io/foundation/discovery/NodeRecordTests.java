package io.foundation.discovery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NodeRecordTests {

	private final LocalNode node = TestNodes.onLoopback("Müller & Söhne", TestNodes.SECRET, 5701);

	private final NodeRecord record = NodeRecord.of(this.node);

	@Test
	void survivesTheTripAsTxtRecord() throws Exception {
		byte[] bytes = TxtRecord.encode(this.record.properties());
		assertThat(NodeRecord.parse(TxtRecord.decode(bytes))).isEqualTo(this.record);
		assertThat(bytes).hasSizeLessThan(400).startsWith(9, 't', 'x', 't', 'v', 'e', 'r', 's', '=', '1');
	}

	@Test
	void survivesTheTripAsLine() throws Exception {
		String line = LineRecord.encode(this.record.properties());
		assertThat(line).endsWith("\n").hasLineCount(1);
		assertThat(LineRecord.recognizes(line)).isTrue();
		assertThat(NodeRecord.parse(LineRecord.decode(line.strip()))).isEqualTo(this.record);
	}

	@Test
	void fitsWhateverNamesAreAllowed() {
		LocalNode longest = TestNodes.onNetwork(
				TestIdentities.identity("\uD83D\uDE00".repeat(12), "555.555", TestNodes.SECRET),
				"1234:5678:9abc:def0:1234:5678:9abc:def0", 65535);
		assertThat(TxtRecord.encode(NodeRecord.of(longest).properties())).hasSizeLessThan(400);
	}

	@Test
	void writesIpv6InBracketsAndReadsItBack() throws Exception {
		LocalNode ipv6 = TestNodes.onNetwork(TestIdentities.identity("shop", "5.7", null), "2001:db8::1", 5702);
		NodeRecord record = NodeRecord.of(ipv6);
		assertThat(record.properties()).containsEntry("addr", "[2001:db8:0:0:0:0:0:1]:5702").doesNotContainKey("sig");
		assertThat(NodeRecord.parse(record.properties())).isEqualTo(record);
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "name", "hz", "addr" })
	void signatureCoversEveryProperty(String key) throws Exception {
		assertThat(this.record.signedBy(this.node.identity())).isTrue();
		Map<String, String> forged = properties();
		forged.put(key,
				NodeRecord.of(TestNodes.onNetwork(TestIdentities.identity("other", "5.6", null), "10.0.0.9", 5799))
					.properties()
					.get(key));
		assertThat(NodeRecord.parse(forged).signedBy(this.node.identity())).isFalse();
	}

	@Test
	void signatureCoversThePort() throws Exception {
		Map<String, String> forged = properties();
		forged.put("addr", "127.0.0.1:5702");
		assertThat(NodeRecord.parse(forged).signedBy(this.node.identity())).isFalse();
	}

	@Test
	void signatureIsBoundToTheClusterAndTheSecret() throws Exception {
		assertThat(this.record.signedBy(TestIdentities.identity("Müller & Söhne", "5.7", "another secret"))).isFalse();
		assertThat(this.record.signedBy(TestIdentities.identity("Meier", "5.7", TestNodes.SECRET))).isFalse();
		assertThat(this.record.signedBy(TestIdentities.identity("Müller & Söhne", "5.7", null))).isFalse();
	}

	static Stream<String[]> malformed() {
		return Stream.of(new String[] { "id", "1" }, new String[] { "id", "../../etc/passwd" },
				new String[] { "name", "" }, new String[] { "name", "a\nb" }, new String[] { "name", "x".repeat(65) },
				new String[] { "hz", "5" }, new String[] { "hz", "5.7; drop" },
				new String[] { "addr", "localhost:5701" }, new String[] { "addr", "example.com:5701" },
				new String[] { "addr", "127.0.0.1" }, new String[] { "addr", "127.0.0.1:0" },
				new String[] { "addr", "127.0.0.1:65536" }, new String[] { "addr", "127.0.0.1:99999999999" },
				new String[] { "addr", "256.0.0.1:5701" }, new String[] { "addr", "127.1:5701" },
				new String[] { "addr", "0177.0.0.1:5701" }, new String[] { "addr", "1.2.3.4.:5701" },
				new String[] { "addr", "[::1:5701" }, new String[] { "addr", "[:::::]:5701" },
				new String[] { "addr", "[fe80::1%eth0]:5701" }, new String[] { "sig", "" },
				new String[] { "sig", "x".repeat(23) }, new String[] { "sig", "!".repeat(22) });
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void refusesWhatCannotBe(String key, String value) {
		Map<String, String> properties = properties();
		properties.put(key, value);
		assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> NodeRecord.parse(properties))
			.withMessageContaining("'" + key + "'")
			.satisfies((ex) -> assertThat(ex.problem()).doesNotContain("\n").hasSizeLessThan(100));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cluster", "id", "name", "hz", "addr" })
	void refusesWhatIsIncomplete(String key) {
		Map<String, String> properties = properties();
		properties.remove(key);
		assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> NodeRecord.parse(properties));
	}

	@Test
	void txtRecordRefusesWhatIsTooLongToSend() {
		assertThatIllegalArgumentException().isThrownBy(() -> TxtRecord.encode(Map.of("name", "x".repeat(251))));
	}

	@Test
	void txtRecordRefusesFloods() {
		assertThatExceptionOfType(MalformedRecordException.class)
			.isThrownBy(() -> TxtRecord.decode(new byte[NodeRecord.MAX_BYTES + 1]));
	}

	@Test
	void txtRecordTakesTheFirstOfEqualKeysAndLeavesOutTheRest() throws Exception {
		byte[] bytes = "\3A=1\3a=2\1b\2=x\0".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(TxtRecord.decode(bytes)).containsExactly(Map.entry("a", "1"));
	}

	@Test
	void lineRefusesToCarryControlCharacters() {
		assertThatIllegalArgumentException().isThrownBy(() -> LineRecord.encode(Map.of("name", "a\tb")));
	}

	@Test
	void garbageIsRefusedAndNothingWorse() {
		Random random = new Random(42);
		int refused = 0;
		for (int i = 0; i < 5000; i++) {
			byte[] garbage = new byte[random.nextInt(300)];
			random.nextBytes(garbage);
			try {
				NodeRecord.parse(TxtRecord.decode(garbage));
			}
			catch (MalformedRecordException ex) {
				refused++;
			}
		}
		assertThat(refused).isEqualTo(5000);
	}

	private Map<String, String> properties() {
		return new LinkedHashMap<>(this.record.properties());
	}

}
