package io.foundation.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a tool of the operating system and waits for it.
 */
final class Tool {

	private static final Logger logger = LoggerFactory.getLogger(Tool.class);

	private Tool() {
	}

	/**
	 * Runs a command.
	 * @param command the tool and its arguments
	 * @return what it wrote to its standard output and error
	 * @throws IllegalStateException if it fails
	 */
	static String run(String... command) {
		return run(List.of(command));
	}

	static String run(List<String> command) {
		logger.debug("Running {}", command);
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			process.getOutputStream().close();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(
						String.join(" ", command) + " failed with " + process.exitValue() + ": " + output.strip());
			}
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running " + String.join(" ", command), ex);
		}
	}

}
