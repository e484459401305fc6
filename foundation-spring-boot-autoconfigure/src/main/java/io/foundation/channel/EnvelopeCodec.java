package io.foundation.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes and reads envelopes: a version, fixed fields, headers, payload; numbers
 * big-endian, texts in UTF-8 behind their length. A reader refuses a version above its
 * own, and skips what a later minor change appended behind the headers.
 */
final class EnvelopeCodec {

	static final int VERSION = 1;

	/** Behind the version, the content type and the id. */
	private static final int SEQUENCE_AT = 18;

	/** Headers are for routing and tracing; what is larger belongs into the payload. */
	static final int MAX_HEADER_BYTES = 16 * 1024;

	private EnvelopeCodec() {
	}

	/**
	 * Writes an envelope.
	 * @throws IllegalArgumentException if its headers are too large
	 */
	static byte[] encode(Envelope envelope) {
		byte[] headers = headers(envelope);
		if (headers.length > MAX_HEADER_BYTES) {
			throw new IllegalArgumentException("The headers take " + headers.length + " bytes; at most "
					+ MAX_HEADER_BYTES + " travel with a message");
		}
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(96 + headers.length + envelope.payload().length);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			out.writeByte(envelope.contentType().code());
			out.writeLong(envelope.id().getMostSignificantBits());
			out.writeLong(envelope.id().getLeastSignificantBits());
			out.writeLong(envelope.sequence());
			out.writeLong(envelope.sentAt());
			out.writeInt(headers.length);
			out.write(headers);
			out.writeInt(envelope.payload().length);
			out.write(envelope.payload());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Numbers an envelope that was written.
	 */
	static void number(byte[] envelope, long sequence) {
		ByteBuffer.wrap(envelope).putLong(SEQUENCE_AT, sequence);
	}

	private static byte[] headers(Envelope envelope) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			writeText(out, envelope.sender());
			writeText(out, envelope.type());
			out.writeShort(envelope.headers().size());
			for (Map.Entry<String, Object> header : envelope.headers().entrySet()) {
				writeText(out, header.getKey());
				HeaderValue.write(out, header.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads an envelope.
	 * @throws EnvelopeFormatException if the bytes are none
	 */
	static Envelope decode(byte[] bytes) throws EnvelopeFormatException {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			int version = in.readUnsignedByte();
			if (version != VERSION) {
				throw new EnvelopeFormatException("An envelope of version " + version + "; this member understands "
						+ VERSION + " only: is it older than the sender?");
			}
			return read(in);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new EnvelopeFormatException("No envelope: " + ex, ex);
		}
	}

	private static Envelope read(DataInputStream in) throws IOException {
		Envelope.ContentType contentType = contentType(in.readUnsignedByte());
		UUID id = new UUID(in.readLong(), in.readLong());
		long sequence = in.readLong();
		long sentAt = in.readLong();
		DataInputStream head = new DataInputStream(new ByteArrayInputStream(readBytes(in, MAX_HEADER_BYTES)));
		String sender = readText(head);
		String type = readText(head);
		Map<String, Object> headers = new LinkedHashMap<>();
		for (int left = head.readUnsignedShort(); left > 0; left--) {
			headers.put(readText(head), HeaderValue.read(head));
		}
		byte[] payload = readBytes(in, Integer.MAX_VALUE);
		return new Envelope(id, sender, sequence, sentAt, contentType, type, headers, payload);
	}

	private static Envelope.ContentType contentType(int code) {
		return Arrays.stream(Envelope.ContentType.values())
			.filter((each) -> each.code() == code)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("content type " + code + " is not known"));
	}

	static byte[] readBytes(DataInputStream in, int limit) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > limit || length > in.available()) {
			throw new IOException(length + " bytes are announced, " + in.available() + " are there");
		}
		return in.readNBytes(length);
	}

	static void writeText(DataOutputStream out, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	static String readText(DataInputStream in) throws IOException {
		return new String(readBytes(in, MAX_HEADER_BYTES), StandardCharsets.UTF_8);
	}

}
