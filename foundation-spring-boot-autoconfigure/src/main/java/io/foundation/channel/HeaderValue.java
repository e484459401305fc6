package io.foundation.channel;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The values of headers that travel: each is written behind a byte that names its kind.
 * Objects that mean something in one process only, such as a reply channel, stay there.
 */
final class HeaderValue {

	private HeaderValue() {
	}

	static boolean travels(@Nullable Object value) {
		return value instanceof String || value instanceof Boolean || value instanceof Integer || value instanceof Long
				|| value instanceof Double || value instanceof UUID;
	}

	static void write(DataOutputStream out, Object value) throws IOException {
		if (value instanceof String text) {
			out.writeByte('S');
			EnvelopeCodec.writeText(out, text);
		}
		else if (value instanceof Boolean truth) {
			out.writeByte('B');
			out.writeBoolean(truth);
		}
		else if (value instanceof Integer number) {
			out.writeByte('I');
			out.writeInt(number);
		}
		else if (value instanceof Long number) {
			out.writeByte('L');
			out.writeLong(number);
		}
		else if (value instanceof Double number) {
			out.writeByte('D');
			out.writeDouble(number);
		}
		else if (value instanceof UUID id) {
			out.writeByte('U');
			out.writeLong(id.getMostSignificantBits());
			out.writeLong(id.getLeastSignificantBits());
		}
		else {
			throw new IllegalArgumentException("A header of " + value.getClass() + " does not travel");
		}
	}

	static Object read(DataInputStream in) throws IOException {
		int kind = in.readUnsignedByte();
		return switch (kind) {
			case 'S' -> EnvelopeCodec.readText(in);
			case 'B' -> in.readBoolean();
			case 'I' -> in.readInt();
			case 'L' -> in.readLong();
			case 'D' -> in.readDouble();
			case 'U' -> new UUID(in.readLong(), in.readLong());
			default -> throw new IOException("header kind " + kind + " is not known");
		};
	}

}
