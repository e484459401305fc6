package io.foundation.channel;

/**
 * What went through a channel on this member since it started.
 *
 * @param name the channel's name
 * @param delivery what it promises
 * @param sent messages that were sent from here
 * @param received messages that arrived here, own ones included
 * @param lost messages of others that were sent and did not arrive, by the gaps in their
 * senders' numbers
 * @param dropped messages that arrived and found the buffer full
 * @param rejected messages that found no room when they were to be sent
 * @param errors messages that could not be read, or that a subscriber failed on
 * @param queued messages that wait for a subscriber now
 * @param window bytes of messages that were sent and are kept to be sent again
 * @param bytesSent bytes of the payloads that were sent
 * @param bytesReceived bytes that arrived
 */
public record ChannelStatus(String name, Delivery delivery, long sent, long received, long lost, long dropped,
		long rejected, long errors, long queued, long window, long bytesSent, long bytesReceived) {

}
