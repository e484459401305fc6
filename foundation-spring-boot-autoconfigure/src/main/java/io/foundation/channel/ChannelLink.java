package io.foundation.channel;

import java.util.function.BiConsumer;

/**
 * What carries a channel's bytes to every member, this one included.
 */
interface ChannelLink {

	/**
	 * Hands over what arrives from now on. A second call replaces what the first one set
	 * up, which went with a lost member.
	 * @param receiver gets the sender's member and the bytes, and must not wait
	 */
	void open(BiConsumer<String, byte[]> receiver);

	/**
	 * Sends to every member.
	 */
	void send(byte[] bytes);

	void close();

}
