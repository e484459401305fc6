package io.foundation.channel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import io.foundation.channel.Envelope.ContentType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvelopeCodecTests {

	private static final Map<String, Object> HEADERS = Map.of("text", "ä\u0000€", "truth", true, "int", -1, "long",
			Long.MIN_VALUE, "double", 0.1, "uuid", UUID.randomUUID(), "", "");

	@Test
	void whatIsWrittenIsRead() throws Exception {
		Envelope written = envelope(HEADERS, "payload".getBytes(StandardCharsets.UTF_8));
		Envelope read = EnvelopeCodec.decode(EnvelopeCodec.encode(written));
		assertThat(read).usingRecursiveComparison().isEqualTo(written);
		assertThat(read.headers()).isEqualTo(HEADERS);
	}

	@Test
	void anEmptyPayloadAndALargeOneAreRead() throws Exception {
		for (int size : new int[] { 0, 1, 5_000_000 }) {
			byte[] payload = new byte[size];
			new Random(1).nextBytes(payload);
			assertThat(EnvelopeCodec.decode(EnvelopeCodec.encode(envelope(Map.of(), payload))).payload())
				.isEqualTo(payload);
		}
	}

	@Test
	void headersThatAreTooLargeAreRefusedBeforeAnythingIsSent() {
		Envelope envelope = envelope(Map.of("large", "x".repeat(EnvelopeCodec.MAX_HEADER_BYTES)), new byte[0]);
		assertThatIllegalArgumentException().isThrownBy(() -> EnvelopeCodec.encode(envelope))
			.withMessageContaining("headers")
			.withMessageContaining("16384");
	}

	@Test
	void aLaterVersionIsRefusedInWords() {
		byte[] bytes = EnvelopeCodec.encode(envelope(Map.of(), new byte[0]));
		bytes[0] = EnvelopeCodec.VERSION + 1;
		assertThatExceptionOfType(EnvelopeFormatException.class).isThrownBy(() -> EnvelopeCodec.decode(bytes))
			.withMessageContaining("version 2");
	}

	@Test
	void everyTruncationIsRefused() {
		byte[] bytes = EnvelopeCodec.encode(envelope(HEADERS, new byte[100]));
		for (int length = 0; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			assertThatExceptionOfType(EnvelopeFormatException.class).isThrownBy(() -> EnvelopeCodec.decode(cut));
		}
	}

	@Test
	void garbageIsRefusedWhateverItSays() {
		Random random = new Random(42);
		byte[] good = EnvelopeCodec.encode(envelope(HEADERS, new byte[20]));
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = good.clone();
			for (int flips = 0; flips < 3; flips++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			}
			assertThat(readsOrRefuses(bytes)).isTrue();
		}
	}

	private static boolean readsOrRefuses(byte[] bytes) {
		try {
			return EnvelopeCodec.decode(bytes).payload().length <= bytes.length;
		}
		catch (EnvelopeFormatException ex) {
			return true;
		}
	}

	private static Envelope envelope(Map<String, Object> headers, byte[] payload) {
		return new Envelope(UUID.randomUUID(), "sender", 7, 1_700_000_000_000L, ContentType.JSON, "shop.Order", headers,
				payload);
	}

}
