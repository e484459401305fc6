package io.foundation.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One liveness connection. Used by the thread {@code foundation-liveness} only.
 */
abstract sealed class LivenessLink permits WatchingLink, WatchedLink {

	private static final Logger log = LoggerFactory.getLogger(LivenessLink.class);

	private static final SecureRandom RANDOM = new SecureRandom();

	private final ByteBuffer input = ByteBuffer.allocate(4 * LivenessFrame.MAX_PAYLOAD);

	private final SocketChannel channel;

	private @Nullable ByteBuffer output;

	LivenessLink(SocketChannel channel) {
		this.channel = channel;
	}

	final SocketChannel channel() {
		return this.channel;
	}

	/**
	 * Reads what is there and acts on it.
	 * @return {@code false} at the end of the stream
	 * @throws IOException if the connection broke, or what came is no frame
	 */
	final boolean read() throws IOException {
		int count = this.channel.read(this.input);
		this.input.flip();
		for (LivenessFrame frame = LivenessFrame.decode(this.input); frame != null; frame = LivenessFrame
			.decode(this.input)) {
			received(frame);
		}
		this.input.compact();
		return count >= 0;
	}

	abstract void received(LivenessFrame frame) throws IOException;

	/**
	 * Writes a frame. What the socket does not take at once is kept; a frame that comes
	 * while one is still kept is left out, since beats make sense only when fresh.
	 */
	final void write(LivenessFrame frame) throws IOException {
		flush();
		if (this.output == null) {
			this.output = frame.encode();
			flush();
		}
	}

	private void flush() throws IOException {
		if (this.output != null) {
			this.channel.write(this.output);
			if (!this.output.hasRemaining()) {
				this.output = null;
			}
		}
	}

	final void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			log.debug("Closing a liveness connection failed", ex);
		}
	}

	final String near() throws IOException {
		return text((InetSocketAddress) this.channel.getLocalAddress());
	}

	final String far() throws IOException {
		return text((InetSocketAddress) this.channel.getRemoteAddress());
	}

	static String nonce() {
		byte[] bytes = new byte[16];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String text(InetSocketAddress address) {
		return address.getAddress().getHostAddress() + ":" + address.getPort();
	}

}
