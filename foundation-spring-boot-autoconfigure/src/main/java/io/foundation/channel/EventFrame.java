package io.foundation.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What members tell each other on a reliable channel: a version byte, a kind, and its
 * fields; numbers big-endian, texts in UTF-8 behind their length.
 */
sealed interface EventFrame {

	int VERSION = 1;

	/**
	 * Messages of one sender, in a row; to everybody, or again to one who asked.
	 *
	 * @param sender the instance id of their sender
	 * @param first the number of the first of them
	 * @param messages the messages
	 */
	record Batch(String sender, long first, List<byte[]> messages) implements EventFrame {

		public Batch {
			messages = List.copyOf(messages);
		}

		long end() {
			return this.first + this.messages.size();
		}

	}

	/**
	 * What a sender has. To everybody when not everybody acknowledged, or to one who
	 * asked.
	 *
	 * @param sender the sender's instance id
	 * @param from where the addressee begins that has nothing yet, or zero where the tip
	 * goes to everybody
	 * @param oldest the number of the oldest message that can be sent again
	 * @param next the number of the next message that will be sent
	 */
	record Tip(String sender, long from, long oldest, long next) implements EventFrame {

	}

	/**
	 * What a receiver has; to a sender.
	 *
	 * @param receiver the receiver's instance id
	 * @param expected the number of the first message that it does not have, or zero if
	 * it does not know where to begin
	 * @param wanted how many messages from there on it asks for, or zero if it asks for
	 * nothing; the answer is at least a tip
	 */
	record Ack(String receiver, long expected, int wanted) implements EventFrame {

	}

	/**
	 * Writes the frame.
	 */
	default byte[] encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeByte(VERSION);
			write(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private void write(DataOutputStream out) throws IOException {
		if (this instanceof Batch batch) {
			out.writeByte('B');
			EnvelopeCodec.writeText(out, batch.sender);
			out.writeLong(batch.first);
			out.writeInt(batch.messages.size());
			for (byte[] message : batch.messages) {
				out.writeInt(message.length);
				out.write(message);
			}
		}
		else if (this instanceof Tip tip) {
			out.writeByte('T');
			EnvelopeCodec.writeText(out, tip.sender);
			out.writeLong(tip.from);
			out.writeLong(tip.oldest);
			out.writeLong(tip.next);
		}
		else if (this instanceof Ack ack) {
			out.writeByte('A');
			EnvelopeCodec.writeText(out, ack.receiver);
			out.writeLong(ack.expected);
			out.writeInt(ack.wanted);
		}
	}

	/**
	 * Reads a frame.
	 * @throws EnvelopeFormatException if the bytes are none
	 */
	static EventFrame decode(byte[] bytes) throws EnvelopeFormatException {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			int version = in.readUnsignedByte();
			if (version != VERSION) {
				throw new EnvelopeFormatException("A frame of version " + version + "; this member understands "
						+ VERSION + " only: is it older than the sender?");
			}
			return read(in);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new EnvelopeFormatException("No frame: " + ex, ex);
		}
	}

	private static EventFrame read(DataInputStream in) throws IOException {
		int kind = in.readUnsignedByte();
		String member = EnvelopeCodec.readText(in);
		return switch (kind) {
			case 'B' -> new Batch(member, atLeast(1, in.readLong()), messages(in));
			case 'T' ->
				new Tip(member, atLeast(0, in.readLong()), atLeast(1, in.readLong()), atLeast(1, in.readLong()));
			case 'A' -> new Ack(member, atLeast(0, in.readLong()), (int) atLeast(0, in.readInt()));
			default -> throw new IOException("frame kind " + kind + " is not known");
		};
	}

	private static List<byte[]> messages(DataInputStream in) throws IOException {
		List<byte[]> messages = new ArrayList<>();
		for (int left = in.readInt(); left > 0; left--) {
			messages.add(EnvelopeCodec.readBytes(in, Integer.MAX_VALUE));
		}
		return messages;
	}

	private static long atLeast(long limit, long number) {
		if (number < limit) {
			throw new IllegalArgumentException(number + " is less than " + limit);
		}
		return number;
	}

}
