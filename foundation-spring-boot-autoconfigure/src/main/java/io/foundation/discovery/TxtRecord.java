package io.foundation.discovery;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Properties in the format of a DNS-SD TXT record (RFC 6763, section 6): strings of at
 * most 255 bytes, each behind its length.
 */
final class TxtRecord {

	private static final int MAX_STRING = 255;

	private TxtRecord() {
	}

	static byte[] encode(Map<String, String> properties) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		properties.forEach((key, value) -> {
			byte[] string = (key + "=" + value).getBytes(StandardCharsets.UTF_8);
			if (string.length > MAX_STRING) {
				throw new IllegalArgumentException("'" + key + "' takes more than " + MAX_STRING + " bytes");
			}
			bytes.write(string.length);
			bytes.writeBytes(string);
		});
		return bytes.toByteArray();
	}

	/**
	 * Reads a TXT record: keys in lower case, the first of equal ones; strings without a
	 * value are left out.
	 */
	static Map<String, String> decode(byte[] bytes) throws MalformedRecordException {
		if (bytes.length > NodeRecord.MAX_BYTES) {
			throw new MalformedRecordException("its TXT record takes more than " + NodeRecord.MAX_BYTES + " bytes");
		}
		Map<String, String> properties = new LinkedHashMap<>();
		for (int at = 0; at < bytes.length;) {
			int length = bytes[at] & 0xff;
			if (at + 1 + length > bytes.length) {
				throw new MalformedRecordException("its TXT record is cut off");
			}
			put(properties, utf8(bytes, at + 1, length));
			at += 1 + length;
		}
		return properties;
	}

	static void put(Map<String, String> properties, String string) {
		int equals = string.indexOf('=');
		if (equals > 0) {
			properties.putIfAbsent(string.substring(0, equals).toLowerCase(Locale.ROOT), string.substring(equals + 1));
		}
	}

	static String utf8(byte[] bytes, int from, int length) throws MalformedRecordException {
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.onUnmappableCharacter(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes, from, length))
				.toString();
		}
		catch (CharacterCodingException ex) {
			throw new MalformedRecordException("it is not UTF-8");
		}
	}

}
