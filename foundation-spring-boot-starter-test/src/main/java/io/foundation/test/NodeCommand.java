package io.foundation.test;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * How to start a node. Immutable; may be started any number of times.
 *
 * @param name the node's name in messages, and its log file's
 * @param java the java binary
 * @param jvmOptions options of the JVM, such as {@code -Xmx256m}
 * @param program what to run: {@code -jar} and a file, or {@code -cp}, a class path and a
 * main class
 * @param arguments the program's arguments
 * @param environment variables on top of the test's own environment, from which those
 * that would configure the application ({@code FOUNDATION_}, {@code SPRING_},
 * {@code SERVER_}, {@code MANAGEMENT_}, {@code KUBERNETES_}) are removed
 * @param host where it runs; {@code null} for this machine
 * @param logDirectory where its logs are kept
 */
public record NodeCommand(String name, Path java, List<String> jvmOptions, List<String> program, List<String> arguments,
		Map<String, String> environment, @Nullable VirtualHost host, Path logDirectory) {

	/**
	 * Copies the collections.
	 */
	public NodeCommand {
		jvmOptions = List.copyOf(jvmOptions);
		program = List.copyOf(program);
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
	}

	/**
	 * A command that runs an executable jar.
	 * @param name the node's name
	 * @param jar the jar
	 * @return a builder
	 */
	public static Builder jar(String name, Path jar) {
		return new Builder(name, List.of("-jar", jar.toString()));
	}

	/**
	 * A command that runs a main class.
	 * @param name the node's name
	 * @param mainClass the class with the main method
	 * @param classPath the class path
	 * @return a builder
	 */
	public static Builder mainClass(String name, String mainClass, List<Path> classPath) {
		String joined = classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
		return new Builder(name, List.of("-cp", joined, mainClass));
	}

	/**
	 * A command that reads JVM options, class path and main class from a file, as long
	 * class paths require.
	 */
	static Builder argumentFile(String name, Path file) {
		return new Builder(name, List.of("@" + file));
	}

	List<String> commandLine() {
		List<String> line = new ArrayList<>();
		line.add(this.java.toString());
		line.addAll(this.jvmOptions);
		line.addAll(this.program);
		line.addAll(this.arguments);
		return (this.host != null) ? this.host.inside(line) : line;
	}

	/**
	 * Builds a {@link NodeCommand}.
	 */
	public static final class Builder {

		private final String name;

		private final List<String> program;

		private final List<String> jvmOptions = new ArrayList<>();

		private final List<String> arguments = new ArrayList<>();

		private final Map<String, String> environment = new LinkedHashMap<>();

		private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

		private Path logDirectory = Path.of("target", "node-logs");

		private @Nullable VirtualHost host;

		private Builder(String name, List<String> program) {
			this.name = name;
			this.program = program;
		}

		/**
		 * Run on another JDK than the test's own.
		 * @param javaHome the JDK's directory
		 * @return this builder
		 */
		public Builder javaHome(Path javaHome) {
			this.java = javaHome.resolve("bin").resolve("java");
			return this;
		}

		/**
		 * Add options of the JVM.
		 * @param options the options
		 * @return this builder
		 */
		public Builder jvmOptions(String... options) {
			this.jvmOptions.addAll(List.of(options));
			return this;
		}

		/**
		 * Add arguments of the program.
		 * @param arguments the arguments
		 * @return this builder
		 */
		public Builder arguments(String... arguments) {
			this.arguments.addAll(List.of(arguments));
			return this;
		}

		/**
		 * Add a variable to the environment.
		 * @param variable its name
		 * @param value its value
		 * @return this builder
		 */
		public Builder environment(String variable, String value) {
			this.environment.put(variable, value);
			return this;
		}

		/**
		 * Run on a virtual host.
		 * @param host the host
		 * @return this builder
		 */
		public Builder on(VirtualHost host) {
			this.host = host;
			return this;
		}

		/**
		 * Keep logs elsewhere than in {@code target/node-logs}.
		 * @param logDirectory the directory; created if missing
		 * @return this builder
		 */
		public Builder logDirectory(Path logDirectory) {
			this.logDirectory = logDirectory;
			return this;
		}

		/**
		 * The command.
		 * @return the command
		 */
		public NodeCommand build() {
			return new NodeCommand(this.name, this.java, this.jvmOptions, this.program, this.arguments,
					this.environment, this.host, this.logDirectory);
		}

	}

}
