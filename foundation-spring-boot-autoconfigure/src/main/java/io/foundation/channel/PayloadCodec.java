package io.foundation.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import io.foundation.channel.Envelope.ContentType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.InputStreamSource;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.util.ClassUtils;

/**
 * Turns payloads into bytes and back: bytes and texts as they are, everything else as
 * JSON by the application's {@link JsonMapper}. The name of the class travels along, but
 * a receiver makes objects of its application's own classes only, and of those that it
 * was told of: whoever can send must not choose what is made here.
 */
final class PayloadCodec {

	private static final Set<String> PLAIN = Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Double",
			"java.lang.Float", "java.lang.Short", "java.lang.Byte", "java.lang.Boolean", "java.lang.Character",
			"java.math.BigDecimal", "java.math.BigInteger", "java.util.UUID", "java.time.Instant",
			"java.time.LocalDate", "java.time.LocalDateTime", "java.time.OffsetDateTime", "java.time.Duration");

	private final JsonMapper mapper;

	private final ClassLoader classLoader;

	private final Predicate<Class<?>> ofTheApplication;

	private final Set<Class<?>> welcome = ConcurrentHashMap.newKeySet();

	PayloadCodec(JsonMapper mapper, ClassLoader classLoader, Predicate<Class<?>> ofTheApplication) {
		this.mapper = mapper;
		this.classLoader = classLoader;
		this.ofTheApplication = ofTheApplication;
	}

	/**
	 * From now on objects of this class are made, too.
	 */
	void welcome(Class<?> type) {
		this.welcome.add(type);
	}

	static ContentType contentType(Object payload) {
		if (payload instanceof byte[]) {
			return ContentType.BYTES;
		}
		if (payload instanceof InputStream || payload instanceof InputStreamSource) {
			return ContentType.STREAM;
		}
		return (payload instanceof String) ? ContentType.TEXT : ContentType.JSON;
	}

	/**
	 * Writes a payload.
	 * @throws MessageConversionException if Jackson cannot
	 */
	byte[] write(Object payload) {
		return switch (contentType(payload)) {
			case BYTES -> (byte[]) payload;
			case TEXT -> ((String) payload).getBytes(StandardCharsets.UTF_8);
			case JSON -> json(payload);
			case STREAM -> throw new MessageConversionException("A stream is no payload in memory");
		};
	}

	/** What a payload that is a stream is read from. */
	static Source source(Object payload) throws IOException {
		return (payload instanceof InputStreamSource source) ? new Source(source.getInputStream(), true)
				: new Source((InputStream) payload, false);
	}

	private byte[] json(Object payload) {
		try {
			return this.mapper.writeValueAsBytes(payload);
		}
		catch (JacksonException ex) {
			throw new MessageConversionException("A payload of " + payload.getClass() + " cannot be written as JSON",
					ex);
		}
	}

	/**
	 * Reads a payload.
	 * @throws MessageConversionException if its class is not known or not welcome here,
	 * or if it is malformed
	 */
	Object read(Envelope envelope) {
		return switch (envelope.contentType()) {
			case BYTES -> envelope.payload();
			case TEXT -> new String(envelope.payload(), StandardCharsets.UTF_8);
			case JSON -> read(envelope.payload(), type(envelope.type()));
			case STREAM -> throw new MessageConversionException("A stream came where none is expected");
		};
	}

	private Object read(byte[] json, Class<?> type) {
		try {
			return this.mapper.readValue(json, type);
		}
		catch (JacksonException ex) {
			throw new MessageConversionException("The payload is no JSON of " + type.getName(), ex);
		}
	}

	private Class<?> type(String name) {
		Class<?> type;
		try {
			type = ClassUtils.forName(name, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new MessageConversionException("The payload's class " + name + " is not known to this member", ex);
		}
		if (PLAIN.contains(type.getName()) || this.welcome.contains(type) || this.ofTheApplication.test(type)) {
			return type;
		}
		throw new MessageConversionException("The payload's class " + name + " is none of the application's packages;"
				+ " subscribe to it by Channels.subscribe(name, type, handler), or send bytes or a text");
	}

	/**
	 * A stream, which is closed by whoever opened it.
	 *
	 * @param stream the stream
	 * @param opened whether it was opened here
	 */
	record Source(InputStream stream, boolean opened) implements AutoCloseable {

		@Override
		public void close() throws IOException {
			if (this.opened) {
				this.stream.close();
			}
		}

	}

}
