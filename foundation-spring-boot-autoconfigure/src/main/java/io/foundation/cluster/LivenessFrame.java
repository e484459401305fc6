package io.foundation.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What travels on a liveness connection: a type, a length and a payload, bounded so that
 * garbage is known at once.
 */
sealed interface LivenessFrame {

	/** The largest payload: two ids, two addresses and a signature. */
	int MAX_PAYLOAD = 512;

	/**
	 * The connecting side says who it is and what it sees; the first frame of a
	 * connection.
	 *
	 * @param id its instance id
	 * @param wanted the instance id that it expects to find
	 * @param nonce a random text that the answer must sign
	 * @param near the connection's address as the sender has it
	 * @param far the connection's other address as the sender sees it
	 */
	record Hello(String id, String wanted, String nonce, String near, String far) implements LivenessFrame {

	}

	/**
	 * The port's owner answers.
	 *
	 * @param id its instance id
	 * @param nonce a random text that the other side must sign in turn
	 * @param near the connection's address as the sender has it
	 * @param far the connection's other address as the sender sees it
	 * @param proof the signature, empty without a secret
	 */
	record Welcome(String id, String nonce, String near, String far, String proof) implements LivenessFrame {

	}

	/**
	 * The last frame of the connecting side.
	 *
	 * @param proof the signature, empty without a secret
	 */
	record Proof(String proof) implements LivenessFrame {

	}

	/**
	 * The owner lives.
	 *
	 * @param number counts up from one
	 * @param heard the number of the last beat that the owner heard from this peer on the
	 * opposite connection, or zero
	 */
	record Beat(long number, long heard) implements LivenessFrame {

	}

	/** The owner has handed over everything and is about to close. */
	record Farewell() implements LivenessFrame {

	}

	/**
	 * Writes a frame.
	 */
	default ByteBuffer encode() {
		byte[] payload = payload();
		ByteBuffer buffer = ByteBuffer.allocate(3 + payload.length);
		buffer.put(type()).putShort((short) payload.length).put(payload).flip();
		return buffer;
	}

	/**
	 * Takes the next frame out of a buffer that is ready to be read.
	 * @return the frame, or {@code null} if it is not complete yet
	 * @throws IOException if this is no frame
	 */
	static @Nullable LivenessFrame decode(ByteBuffer buffer) throws IOException {
		if (buffer.remaining() < 3) {
			return null;
		}
		int length = buffer.getShort(buffer.position() + 1);
		byte type = buffer.get(buffer.position());
		if (length < 0 || length > MAX_PAYLOAD || type < 'A' || type > 'E') {
			throw new IOException("Not a liveness frame");
		}
		if (buffer.remaining() < 3 + length) {
			return null;
		}
		byte[] payload = new byte[length];
		buffer.position(buffer.position() + 3);
		buffer.get(payload);
		return parse(type, new String(payload, StandardCharsets.UTF_8).split("\n", -1));
	}

	private static LivenessFrame parse(byte type, String[] fields) throws IOException {
		try {
			return switch (type) {
				case 'A' -> new Hello(fields[0], fields[1], fields[2], fields[3], fields[4]);
				case 'B' -> new Welcome(fields[0], fields[1], fields[2], fields[3], fields[4]);
				case 'C' -> new Proof(fields[0]);
				case 'D' -> new Beat(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
				default -> new Farewell();
			};
		}
		catch (IndexOutOfBoundsException | NumberFormatException ex) {
			throw new IOException("Not a liveness frame", ex);
		}
	}

	private byte type() {
		if (this instanceof Hello) {
			return 'A';
		}
		if (this instanceof Welcome) {
			return 'B';
		}
		if (this instanceof Proof) {
			return 'C';
		}
		return (byte) ((this instanceof Beat) ? 'D' : 'E');
	}

	private byte[] payload() {
		String text = "";
		if (this instanceof Hello hello) {
			text = String.join("\n", hello.id, hello.wanted, hello.nonce, hello.near, hello.far);
		}
		else if (this instanceof Welcome welcome) {
			text = String.join("\n", welcome.id, welcome.nonce, welcome.near, welcome.far, welcome.proof);
		}
		else if (this instanceof Proof proof) {
			text = proof.proof;
		}
		else if (this instanceof Beat beat) {
			text = beat.number + "\n" + beat.heard;
		}
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
