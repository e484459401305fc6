package io.foundation.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Makes the nodes of one cluster, and owns what they share: the directory of their
 * sockets, and their network.
 */
final class NodeFactory implements AutoCloseable {

	private final Class<?> application;

	private final Path logDirectory;

	private final Duration startTimeout;

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final @Nullable ScratchDirectory scratch;

	private final @Nullable VirtualNetwork network;

	NodeFactory(ClusterBuilder settings) {
		this.application = settings.application;
		this.logDirectory = settings.logDirectory;
		this.startTimeout = settings.startTimeout;
		this.scratch = (settings.mode == ClusterTest.Mode.PROCESS) ? ScratchDirectory.create() : null;
		if (this.scratch != null) {
			writeArguments(this.scratch, settings.jvmArguments);
		}
		this.network = settings.network ? VirtualNetwork.create() : null;
		this.properties.put("foundation.cluster.name", uniqueName());
		this.properties.put("server.port", "0");
		if (this.network != null) {
			this.properties.put("foundation.cluster.secret", UUID.randomUUID().toString());
		}
		this.properties.putAll(settings.properties);
	}

	/** Two runs beside each other do not meet. */
	private static String uniqueName() {
		return "test-" + UUID.randomUUID();
	}

	private static void writeArguments(ScratchDirectory scratch, List<String> jvmArguments) {
		List<String> arguments = new ArrayList<>(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
				"-Xshare:auto", "-Dfile.encoding=UTF-8", "-Dspring.devtools.restart.enabled=false"));
		arguments.addAll(jvmArguments);
		arguments.addAll(List.of("-cp", classPath(), NodeMain.class.getName()));
		try {
			Files.write(argumentFile(scratch), arguments.stream().map(NodeFactory::quoted).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path argumentFile(ScratchDirectory scratch) {
		return scratch.resolve("java.arguments");
	}

	/** A test on the module path has its classes there. */
	private static String classPath() {
		return Stream.of("java.class.path", "jdk.module.path")
			.map(System::getProperty)
			.filter((path) -> path != null && !path.isEmpty())
			.collect(Collectors.joining(File.pathSeparator));
	}

	/** As the java command reads it from a file. */
	private static String quoted(String argument) {
		return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	Node create(String name, Map<String, String> own) {
		Map<String, String> all = new LinkedHashMap<>(Map.of("foundation.cluster.member-name", name));
		all.putAll(this.properties);
		all.putAll(own);
		VirtualHost host = (this.network != null) ? this.network.addHost() : null;
		return new Node(name, runtime(name, host), host, all, this.startTimeout);
	}

	private NodeRuntime runtime(String name, @Nullable VirtualHost host) {
		if (this.scratch == null) {
			return new InJvmRuntime(name, this.application, this.logDirectory);
		}
		Path socket = this.scratch.resolve(name);
		NodeCommand.Builder command = NodeCommand.argumentFile(name, argumentFile(this.scratch))
			.arguments(socket.toString())
			.logDirectory(this.logDirectory);
		if (host != null) {
			command.on(host);
		}
		return new ProcessRuntime(command.build(), this.application, socket);
	}

	/**
	 * The network between the nodes.
	 * @throws UnsupportedOperationException if they have none of their own
	 */
	VirtualNetwork network() {
		if (this.network == null) {
			throw new UnsupportedOperationException(
					"Links can be cut only between nodes on a network of their own: use network = true"
							+ " (and mode = PROCESS, which it implies)");
		}
		return this.network;
	}

	@Override
	public void close() {
		try {
			if (this.network != null) {
				this.network.close();
			}
		}
		finally {
			if (this.scratch != null) {
				this.scratch.close();
			}
		}
	}

}
