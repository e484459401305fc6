package io.foundation.test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ConfigurableObjectInputStream;
import org.springframework.util.ClassUtils;

/**
 * Java serialization, between processes that trust each other and have the same classes.
 */
final class Serialized {

	private Serialized() {
	}

	static byte[] write(@Nullable Object value) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(value);
		}
		return bytes.toByteArray();
	}

	static @Nullable Object read(byte[] bytes) throws IOException, ClassNotFoundException {
		ClassLoader loader = ClassUtils.getDefaultClassLoader();
		try (ObjectInputStream in = new ConfigurableObjectInputStream(new ByteArrayInputStream(bytes), loader)) {
			return in.readObject();
		}
	}

}
