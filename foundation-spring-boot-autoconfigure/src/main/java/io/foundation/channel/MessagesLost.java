package io.foundation.channel;

/**
 * An application event: messages of a reliable channel will not arrive here. Their sender
 * could not send them again: this member was away, or slow, for longer than the sender's
 * window ({@code foundation.channels.<name>.window}) held them, or the sender died.
 * Published by the channel's own thread, before the message that comes after the gap is
 * delivered.
 *
 * @param channel the channel's name
 * @param sender the instance id of the member that sent them
 * @param count how many are missing
 */
public record MessagesLost(String channel, String sender, long count) {

}
