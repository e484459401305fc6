package io.foundation.test;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Frames over a socket, between a test and a node of it. Any thread may send; one thread
 * receives. It uses the channel itself: the streams of a channel let no thread write
 * while another one reads, before JDK 19.
 */
final class Wire implements Closeable {

	private static final int HEADER = Long.BYTES + Integer.BYTES;

	private final Object sending = new Object();

	private final SocketChannel channel;

	Wire(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * A message.
	 */
	static final class Frame {

		private final long id;

		private final byte[] content;

		Frame(long id, byte[] content) {
			this.id = id;
			this.content = content;
		}

		long id() {
			return this.id;
		}

		byte[] content() {
			return this.content;
		}

	}

	void send(Frame frame) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(HEADER + frame.content().length);
		buffer.putLong(frame.id()).putInt(frame.content().length).put(frame.content()).flip();
		synchronized (this.sending) {
			while (buffer.hasRemaining()) {
				this.channel.write(buffer);
			}
		}
	}

	/**
	 * Waits for the next frame.
	 * @throws EOFException if the other side has closed, or ended
	 */
	Frame receive() throws IOException {
		ByteBuffer header = fill(HEADER);
		long id = header.getLong();
		return new Frame(id, fill(header.getInt()).array());
	}

	private ByteBuffer fill(int size) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(size);
		while (buffer.hasRemaining()) {
			if (this.channel.read(buffer) < 0) {
				throw new EOFException("The other side has closed the connection");
			}
		}
		return buffer.flip();
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
