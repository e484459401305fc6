package io.foundation.channel;

/**
 * Headers of messages that came through a cluster-wide channel.
 */
public final class ChannelHeaders {

	/**
	 * The instance id of the member that sent the message: a {@link String}.
	 */
	public static final String SENDER = "foundation_sender";

	/**
	 * The number of the message among those of its sender on its channel, from 1: a
	 * {@link Long}.
	 */
	public static final String SEQUENCE = "foundation_sequence";

	/**
	 * The name of the channel: a {@link String}.
	 */
	public static final String CHANNEL = "foundation_channel";

	private ChannelHeaders() {
	}

}
