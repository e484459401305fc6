package io.foundation.channel;

import java.util.Map;
import java.util.UUID;

/**
 * What travels over a topic: a payload as bytes, and what the receiver must know of it.
 *
 * @param id the message's id, as in its header {@code id}
 * @param sender the instance id of the member that sent it
 * @param sequence the number of the message among those of its sender on its channel,
 * from 1
 * @param sentAt when it was sent, in milliseconds since 1970, by the sender's clock
 * @param contentType the form of the payload
 * @param type the name of the payload's class where the content type leaves it open,
 * otherwise empty
 * @param headers the message's headers: texts, numbers and truth values
 * @param payload the payload
 */
@SuppressWarnings("ArrayRecordComponent") // owned by the envelope, and large
record Envelope(UUID id, String sender, long sequence, long sentAt, ContentType contentType, String type,
		Map<String, Object> headers, byte[] payload) {

	Envelope {
		headers = Map.copyOf(headers);
	}

	Envelope numbered(long number) {
		return new Envelope(this.id, this.sender, number, this.sentAt, this.contentType, this.type, this.headers,
				this.payload);
	}

	Envelope withPayload(byte[] bytes) {
		return new Envelope(this.id, this.sender, this.sequence, this.sentAt, this.contentType, this.type, this.headers,
				bytes);
	}

	/**
	 * The form of a payload. The codes are part of the format.
	 */
	enum ContentType {

		/** Bytes as they are. */
		BYTES(0, "application/octet-stream"),

		/** A text in UTF-8. */
		TEXT(1, "text/plain;charset=UTF-8"),

		/** An object as JSON, written by the application's mapper. */
		JSON(2, "application/json"),

		/** Bytes that were sent as a stream, and are received as a resource. */
		STREAM(3, "application/octet-stream");

		private final int code;

		private final String mimeType;

		ContentType(int code, String mimeType) {
			this.code = code;
			this.mimeType = mimeType;
		}

		int code() {
			return this.code;
		}

		String mimeType() {
			return this.mimeType;
		}

	}

}
