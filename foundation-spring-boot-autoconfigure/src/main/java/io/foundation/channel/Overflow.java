package io.foundation.channel;

/**
 * What happens to a message when a channel is full: its buffer at a receiver, or, where
 * the delivery is reliable, the window of its sender. Each is counted.
 */
public enum Overflow {

	/**
	 * The oldest message in the buffer makes room.
	 */
	DROP_OLDEST,

	/**
	 * The message is dropped.
	 */
	DROP_NEWEST,

	/**
	 * The sender waits for room, for at most the channel's {@code send-timeout}. Where
	 * the delivery is reliable.
	 */
	BLOCK,

	/**
	 * The message is refused at its sender at once. Where the delivery is reliable.
	 */
	REJECT;

	/** Whether it loses messages, and so does not go with reliable delivery. */
	boolean drops() {
		return this == DROP_OLDEST || this == DROP_NEWEST;
	}

}
