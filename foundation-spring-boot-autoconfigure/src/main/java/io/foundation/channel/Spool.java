package io.foundation.channel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A payload that comes in pieces: in memory up to {@link #IN_MEMORY}, and in a temporary
 * file beyond. The file has no name any more once it is open, where the operating system
 * permits that: whatever becomes of the process, its room is given back.
 */
final class Spool implements AutoCloseable {

	static final int IN_MEMORY = 1024 * 1024;

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final CRC32C checksum = new CRC32C();

	private @Nullable ByteArrayOutputStream memory = new ByteArrayOutputStream();

	private @Nullable FileChannel file;

	private long size;

	void write(ByteBuffer piece) throws IOException {
		this.checksum.update(piece.duplicate());
		this.size += piece.remaining();
		ByteArrayOutputStream held = this.memory;
		if (held != null && this.size <= IN_MEMORY) {
			held.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
			return;
		}
		if (held != null) {
			this.file = create();
			append(this.file, ByteBuffer.wrap(held.toByteArray()));
			this.memory = null;
		}
		if (this.file != null) {
			append(this.file, piece.duplicate());
		}
	}

	private static void append(FileChannel file, ByteBuffer bytes) throws IOException {
		while (bytes.hasRemaining()) {
			file.write(bytes);
		}
	}

	private static FileChannel create() throws IOException {
		Path path = Files.createTempFile("foundation-", ".part");
		FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE,
				StandardOpenOption.DELETE_ON_CLOSE);
		try {
			Files.deleteIfExists(path);
		}
		catch (IOException ex) {
			log.debug("{} keeps its name while it is open", path, ex);
		}
		return file;
	}

	long size() {
		return this.size;
	}

	/** Whether it is what the sender sent. */
	boolean is(Fragment.End end) {
		return this.size == end.length() && (int) this.checksum.getValue() == end.checksum();
	}

	/** All of it, in memory. */
	byte[] bytes() throws IOException {
		try (InputStream in = open()) {
			return in.readAllBytes();
		}
	}

	/**
	 * Reads it from the beginning; several may do so at once.
	 */
	InputStream open() throws IOException {
		FileChannel spooled = this.file;
		if (spooled == null) {
			ByteArrayOutputStream held = this.memory;
			if (held == null) {
				throw new IOException("The payload is gone: it is there while a subscriber handles its message");
			}
			return new ByteArrayInputStream(held.toByteArray());
		}
		return new Reader(spooled);
	}

	@Override
	public void close() {
		this.memory = null;
		FileChannel spooled = this.file;
		if (spooled != null) {
			try {
				spooled.close();
			}
			catch (IOException ex) {
				log.debug("Closing a temporary file failed", ex);
			}
		}
	}

	/** A stream with a position of its own. */
	private static final class Reader extends InputStream {

		private final FileChannel file;

		private long position;

		Reader(FileChannel file) {
			this.file = file;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			int count = this.file.read(ByteBuffer.wrap(target, offset, length), this.position);
			this.position += Math.max(0, count);
			return count;
		}

	}

}
