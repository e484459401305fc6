package io.foundation.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.foundation.cluster.PeerSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What two nodes of one host say to each other: one line each, at the same time, and then
 * they part.
 */
final class LoopbackExchange {

	/** For both lines together. */
	private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final int CONNECT_MILLIS = 200;

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final byte[] line;

	LoopbackExchange(String line) {
		this.line = line.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Connects to a port of this host.
	 * @return {@code null} if nobody listens there
	 */
	static @Nullable Socket connect(int port) {
		Socket socket = new Socket();
		try {
			socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
			return socket;
		}
		catch (IOException ex) {
			close(socket);
			return null;
		}
	}

	static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			log.debug("Closing a loopback connection failed", ex);
		}
	}

	/**
	 * Says our line and hears the other's. Closes the socket.
	 */
	Reply speak(Socket socket) {
		long deadline = System.nanoTime() + TIMEOUT_NANOS;
		try (socket) {
			socket.setTcpNoDelay(true);
			socket.getOutputStream().write(this.line);
			return hear(socket, deadline);
		}
		catch (SocketTimeoutException ex) {
			return new Reply.Silence();
		}
		catch (IOException ex) {
			log.debug("A loopback exchange broke off", ex);
			return new Reply.Silence();
		}
	}

	private static Reply hear(Socket socket, long deadline) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] heard = new byte[NodeRecord.MAX_BYTES];
		for (int count = 0; count < heard.length;) {
			socket.setSoTimeout(remainingMillis(deadline));
			int read = in.read(heard, count, heard.length - count);
			if (read < 0) {
				return (count == 0) ? new Reply.Silence() : new Reply.Noise();
			}
			for (int at = count; at < count + read; at++) {
				if (heard[at] == '\n') {
					return line(heard, at);
				}
			}
			count += read;
		}
		return new Reply.Noise();
	}

	private static int remainingMillis(long deadline) throws SocketTimeoutException {
		long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
		if (millis <= 0) {
			throw new SocketTimeoutException("Nothing complete was said in time");
		}
		return (int) millis;
	}

	private static Reply line(byte[] heard, int length) {
		try {
			return new Reply.Line(TxtRecord.utf8(heard, 0, length));
		}
		catch (MalformedRecordException ex) {
			return new Reply.Noise();
		}
	}

	private static InetAddress loopback() throws UnknownHostException {
		return InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 });
	}

	/**
	 * What the other side said.
	 */
	sealed interface Reply {

		/**
		 * A line.
		 *
		 * @param text the line, without its end
		 */
		record Line(String text) implements Reply {

		}

		/** Nothing, or nothing complete, in time. */
		record Silence() implements Reply {

		}

		/** Something else than a line of reasonable length. */
		record Noise() implements Reply {

		}

	}

}
