package io.foundation.channel;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A part of a message on a flow-controlled channel: a version byte, a kind, the number of
 * the transfer and of the part, and what the kind needs; numbers big-endian.
 *
 * @param kind what it is
 * @param transfer the number of the message among those of its sender
 * @param index the number of the part, from 0
 * @param content an envelope, a piece of the payload, or an {@link End}
 */
record Fragment(Kind kind, long transfer, int index, ByteBuffer content) {

	static final int VERSION = 1;

	/** What comes before the content. */
	static final int HEADER = 14;

	private static final int TRANSFER_AT = 2;

	/**
	 * What a fragment is. The codes are part of the format.
	 */
	enum Kind {

		/** The whole message in one. */
		WHOLE('W'),

		/** The envelope, without its payload. */
		FIRST('F'),

		/** A piece of the payload. */
		PIECE('P'),

		/** The end: everything was sent. */
		END('E'),

		/** The sender gave up: the message never was. */
		ABORT('A');

		private final char code;

		Kind(char code) {
			this.code = code;
		}

		private static Kind of(int code) throws EnvelopeFormatException {
			for (Kind kind : values()) {
				if (kind.code == code) {
					return kind;
				}
			}
			throw new EnvelopeFormatException("fragment kind " + code + " is not known");
		}

	}

	/**
	 * What a payload must be.
	 *
	 * @param length its length in bytes
	 * @param checksum its CRC-32C
	 */
	record End(long length, int checksum) {

		byte[] encode() {
			return ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(this.length).putInt(this.checksum).array();
		}

	}

	static byte[] encode(Kind kind, long transfer, int index, byte[] content, int length) {
		ByteBuffer bytes = ByteBuffer.allocate(HEADER + length);
		bytes.put((byte) VERSION).put((byte) kind.code).putLong(transfer).putInt(index).put(content, 0, length);
		return bytes.array();
	}

	/** Numbers the first fragment of a transfer. */
	static void number(byte[] fragment, long transfer) {
		ByteBuffer.wrap(fragment).putLong(TRANSFER_AT, transfer);
	}

	/**
	 * Reads a fragment.
	 * @throws EnvelopeFormatException if the bytes are none
	 */
	static Fragment decode(byte[] bytes) throws EnvelopeFormatException {
		try {
			ByteBuffer in = ByteBuffer.wrap(bytes);
			int version = in.get();
			if (version != VERSION) {
				throw new EnvelopeFormatException("A fragment of version " + version + "; this member understands "
						+ VERSION + " only: is it older than the sender?");
			}
			return new Fragment(Kind.of(in.get()), in.getLong(), in.getInt(), in.slice());
		}
		catch (BufferUnderflowException ex) {
			throw new EnvelopeFormatException("No fragment: " + bytes.length + " bytes", ex);
		}
	}

	byte[] bytes() {
		byte[] bytes = new byte[this.content.remaining()];
		this.content.duplicate().get(bytes);
		return bytes;
	}

	End end() throws EnvelopeFormatException {
		if (this.content.remaining() != Long.BYTES + Integer.BYTES) {
			throw new EnvelopeFormatException("An end of " + this.content.remaining() + " bytes");
		}
		return new End(this.content.getLong(0), this.content.getInt(Long.BYTES));
	}

}
