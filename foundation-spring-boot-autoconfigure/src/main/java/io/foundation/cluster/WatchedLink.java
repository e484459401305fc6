package io.foundation.cluster;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/**
 * A connection to a peer's liveness port, through which this process watches the peer.
 */
final class WatchedLink extends LivenessLink {

	/** A beat, the answer to it, and the answer to that: then both ends have a proof. */
	private static final int PROMPT_ANSWERS = 3;

	private final LivenessCredentials credentials;

	private final WatchedPeer peer;

	private final long openedAt;

	private LivenessFrame.Hello hello;

	private boolean welcomed;

	private boolean direct;

	private boolean farewell;

	private int promptAnswers;

	private boolean answerDue;

	WatchedLink(SocketChannel channel, WatchedPeer peer, LivenessCredentials credentials, long now) {
		super(channel);
		this.openedAt = now;
		this.peer = peer;
		this.credentials = credentials;
		this.hello = new LivenessFrame.Hello(credentials.id(), peer.id(), nonce(), "", "");
	}

	/**
	 * The connection is there: says who connects.
	 */
	void greet() throws IOException {
		this.hello = new LivenessFrame.Hello(this.hello.id(), this.hello.wanted(), this.hello.nonce(), near(), far());
		write(this.hello);
	}

	@Override
	void received(LivenessFrame frame) throws IOException {
		if (frame instanceof LivenessFrame.Welcome welcome && !this.welcomed && welcome.id().equals(this.peer.id())) {
			this.credentials.checkOwner(this.hello, welcome);
			this.welcomed = true;
			this.direct = welcome.near().equals(far()) && welcome.far().equals(near());
			write(new LivenessFrame.Proof(this.credentials.peerProof(this.hello, welcome)));
		}
		else if (frame instanceof LivenessFrame.Beat beat && this.welcomed) {
			this.peer.beat(beat);
			this.answerDue = this.promptAnswers++ < PROMPT_ANSWERS;
		}
		else if (frame instanceof LivenessFrame.Farewell && this.welcomed) {
			this.farewell = true;
		}
		else {
			throw new IOException("Unexpected frame");
		}
	}

	/**
	 * Whether a beat is to be answered now, and not with the next beat that is due
	 * anyway: the first ones are, because a crash is proved only after beats were
	 * answered.
	 * @return {@code true} once for each such beat
	 */
	boolean takeAnswerDue() {
		boolean due = this.answerDue;
		this.answerDue = false;
		return due;
	}

	/**
	 * Whether the peer keeps the connection waiting for too long.
	 */
	boolean overdue(long now, long patience) {
		return !this.welcomed && now - this.openedAt > patience;
	}

	WatchedPeer peer() {
		return this.peer;
	}

	/**
	 * Whether both ends see the same two addresses: where a proxy ends connections in a
	 * host's name, the end of a stream proves nothing about the host.
	 */
	boolean direct() {
		return this.direct;
	}

	/**
	 * Whether the peer said that it was leaving.
	 */
	boolean saidFarewell() {
		return this.farewell;
	}

}
