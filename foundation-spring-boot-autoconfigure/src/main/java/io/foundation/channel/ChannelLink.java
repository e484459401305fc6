package io.foundation.channel;

import java.time.Duration;
import java.util.function.ObjLongConsumer;

/**
 * What carries a channel's messages to every member, this one included.
 */
interface ChannelLink {

	/**
	 * Hands over what arrives from now on. A second call replaces what the first one set
	 * up, which went with a lost member.
	 */
	void open(Receiver receiver);

	/**
	 * Sends to every member.
	 * @param message the message
	 * @param numbering called with the message, and its number from 1 among those sent
	 * here, once it is its turn: only then their order is known
	 * @param patience how long to wait for room, where the link waits at all
	 * @return whether there was room in time
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	boolean send(byte[] message, ObjLongConsumer<byte[]> numbering, Duration patience) throws InterruptedException;

	/** The bytes that are kept to be sent again. */
	default long window() {
		return 0;
	}

	void close();

	/**
	 * Takes what arrives. Must not wait.
	 */
	interface Receiver {

		/**
		 * Takes a message.
		 * @param sender who sent it
		 * @return whether there was room for it; if not, it may come again
		 */
		boolean offer(String sender, byte[] message);

		/**
		 * Whether there is room for a message of a sender's now.
		 */
		boolean hasRoom(String sender);

		/**
		 * Told of what is no message.
		 */
		void malformed(EnvelopeFormatException failure);

		/**
		 * Called every second or so, where the link has a thread.
		 */
		void tick();

	}

}
