package io.foundation.cluster;

import java.io.IOException;
import java.nio.channels.SocketChannel;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the local liveness port, through which a peer watches this process.
 * After the handshake only this side writes, so that the process never has unread bytes
 * in the socket: killed with one, its kernel would send a reset instead of an end of
 * stream.
 */
final class WatchingLink extends LivenessLink {

	private static final Logger log = LoggerFactory.getLogger(WatchingLink.class);

	private final LivenessCredentials credentials;

	private final String nonce = nonce();

	private final long openedAt;

	private LivenessFrame.@Nullable Hello hello;

	private boolean admitted;

	private long beats;

	WatchingLink(SocketChannel channel, LivenessCredentials credentials, long now) {
		super(channel);
		this.credentials = credentials;
		this.openedAt = now;
	}

	@Override
	void received(LivenessFrame frame) throws IOException {
		if (frame instanceof LivenessFrame.Hello greeting && this.hello == null
				&& greeting.wanted().equals(this.credentials.id())) {
			this.hello = greeting;
			write(new LivenessFrame.Welcome(this.credentials.id(), this.nonce, near(), far(),
					this.credentials.ownerProof(greeting, this.nonce)));
		}
		else if (frame instanceof LivenessFrame.Proof proof && this.hello != null && !this.admitted) {
			this.credentials.checkPeer(this.hello, this.nonce, proof);
			this.admitted = true;
		}
		else {
			throw new IOException("Unexpected frame");
		}
	}

	/**
	 * The instance id of the peer, once it has proved itself.
	 */
	@Nullable String peer() {
		return (this.admitted && this.hello != null) ? this.hello.id() : null;
	}

	/**
	 * Tells the peer that this process lives.
	 * @param heard the last beat heard from this peer on the opposite connection
	 */
	void beat(long heard) throws IOException {
		write(new LivenessFrame.Beat(++this.beats, heard));
	}

	/**
	 * Says farewell and ends the stream.
	 */
	void farewell() {
		try {
			write(new LivenessFrame.Farewell());
			channel().shutdownOutput();
		}
		catch (IOException ex) {
			log.debug("A watcher was gone before the farewell: {}", ex.getMessage());
		}
	}

	/** The number of the last beat sent. */
	long beats() {
		return this.beats;
	}

	/**
	 * Whether a stranger keeps the connection open without a word.
	 */
	boolean overdue(long now, long patience) {
		return !this.admitted && now - this.openedAt > patience;
	}

}
