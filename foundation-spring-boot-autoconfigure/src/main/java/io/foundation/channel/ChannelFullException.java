package io.foundation.channel;

import java.io.Serial;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;

/**
 * A reliable channel had no room for a message: a member that is there did not take what
 * was sent before. Nothing of the message was sent, and it may be sent again.
 */
public final class ChannelFullException extends MessageDeliveryException {

	@Serial
	private static final long serialVersionUID = 1L;

	ChannelFullException(Message<?> message, String description) {
		super(message, description);
	}

}
