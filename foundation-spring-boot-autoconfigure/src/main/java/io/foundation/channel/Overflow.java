package io.foundation.channel;

/**
 * What happens to a message when a channel is full: its buffer at a receiver, or, where
 * the delivery is reliable, the window of its sender. Each is counted.
 */
public enum Overflow {

	/**
	 * The oldest message makes room. Where the delivery is reliable, a slow member loses
	 * it.
	 */
	DROP_OLDEST,

	/**
	 * The message is dropped. Where the delivery is not reliable.
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

	boolean goesWith(Delivery delivery) {
		return switch (this) {
			case DROP_OLDEST -> true;
			case DROP_NEWEST -> !delivery.isReliable();
			case BLOCK, REJECT -> delivery.isReliable();
		};
	}

}
