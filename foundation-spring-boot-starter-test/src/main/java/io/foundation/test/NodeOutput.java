package io.foundation.test;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Copies what threads of a group write to the standard output and error into a file, and
 * passes everything on. A thread belongs to the group of the thread that made it, so this
 * tells apart what the nodes in one JVM write, whatever they log with.
 */
final class NodeOutput extends OutputStream {

	private static final Map<ThreadGroup, OutputStream> files = new ConcurrentHashMap<>();

	private final PrintStream original;

	private NodeOutput(PrintStream original) {
		this.original = original;
	}

	/**
	 * Copies from now on into a file; appends to it if it is routed already.
	 */
	static synchronized void route(ThreadGroup group, Path file) {
		if (!(System.out instanceof Routed)) {
			System.setOut(new Routed(System.out));
		}
		if (!(System.err instanceof Routed)) {
			System.setErr(new Routed(System.err));
		}
		files.computeIfAbsent(group, (key) -> open(file));
	}

	private static OutputStream open(Path file) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
					StandardOpenOption.WRITE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static void unroute(ThreadGroup group) {
		try (OutputStream file = files.remove(group)) {
			if (file != null) {
				file.flush();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void write(int b) throws IOException {
		write(new byte[] { (byte) b }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.original.write(bytes, offset, length);
		OutputStream file = file();
		if (file != null) {
			file.write(bytes, offset, length);
		}
	}

	@Override
	public void flush() {
		this.original.flush();
	}

	private static @Nullable OutputStream file() {
		for (ThreadGroup group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
			OutputStream file = files.get(group);
			if (file != null) {
				return file;
			}
		}
		return null;
	}

	private static final class Routed extends PrintStream {

		Routed(PrintStream original) {
			super(new NodeOutput(original), true, Charset.defaultCharset());
		}

	}

}
