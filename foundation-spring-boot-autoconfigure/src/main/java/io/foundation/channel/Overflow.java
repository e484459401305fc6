package io.foundation.channel;

/**
 * What happens to a message when a channel's buffer is full. Every loss is counted.
 */
public enum Overflow {

	/**
	 * The oldest message in the buffer makes room.
	 */
	DROP_OLDEST,

	/**
	 * The message is dropped.
	 */
	DROP_NEWEST;

}
