package io.foundation.test;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The least that {@link NodeProcess} takes for a node: a web server that says on which
 * port it started, on all of its host's addresses. With the argument {@code fail} it ends
 * instead; with {@code launch} it starts a node of its own first, and says its process
 * id.
 */
final class PlainNode {

	private PlainNode() {
	}

	static NodeCommand.Builder command(String name, Path logDirectory, String... arguments) {
		return NodeCommand.mainClass(name, PlainNode.class.getName(), classPath())
			.jvmOptions("-Xmx32m", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
			.arguments(arguments)
			.logDirectory(logDirectory);
	}

	static List<Path> classPath() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
	}

	/**
	 * The node that a parent says it has started.
	 */
	static ProcessHandle childOf(NodeProcess parent) {
		String line = parent.log().linesWith("^child \\d+$").get(0);
		return ProcessHandle.of(Long.parseLong(line.substring("child ".length()))).orElseThrow();
	}

	public static void main(String[] args) throws IOException {
		if (Arrays.asList(args).contains("fail")) {
			System.err.append("no luck today\n").flush();
			System.exit(3);
		}
		if (Arrays.asList(args).contains("launch")) {
			NodeCommand.Builder command = command("child", Path.of(args[1]));
			if (args.length > 2) {
				command.on(VirtualNetwork.create().addHost());
			}
			NodeProcess child = NodeProcess.start(command.build());
			child.awaitReady(Duration.ofSeconds(20));
			System.out.append("child " + child.pid() + "\n").flush();
		}
		HttpServer server = HttpServer.create(new InetSocketAddress(0), 0);
		server.createContext("/", PlainNode::answer);
		server.start();
		System.out.append("Web server started on port " + server.getAddress().getPort() + " (http)\n");
		System.out.append("Started PlainNode in 0.1 seconds\n").flush();
	}

	private static void answer(HttpExchange exchange) throws IOException {
		byte[] body = String.valueOf(System.getenv("GREETING")).getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

}
