package io.foundation.test;

import java.io.IOException;
import java.io.Serializable;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * A node's process: connects to the test, runs the application that the test asks for,
 * and answers its calls. It ends at once when the test's end of the connection closes.
 */
final class NodeMain {

	private static final int ORPHANED = 70;

	private final Wire wire;

	private final ExecutorService calls = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "foundation-node-call");
		thread.setDaemon(true);
		return thread;
	});

	// Written once by the main thread; no call comes before the test knows of it.
	private volatile @Nullable ConfigurableApplicationContext context;

	private NodeMain(Wire wire) {
		this.wire = wire;
	}

	/**
	 * What the test's first frame carries.
	 *
	 * @param application the class to run
	 * @param arguments its arguments
	 */
	record Launch(String application, List<String> arguments) implements Serializable {

	}

	public static void main(String[] args) throws Exception {
		SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(args[0])));
		NodeMain node = new NodeMain(new Wire(channel));
		Wire.Frame first = node.wire.receive();
		// Not a daemon: a node lives as long as its test lets it, whatever else runs.
		new Thread(node::answer, "foundation-node-requests").start();
		Reply reply = Reply.to(() -> node.launch((Launch) Serialized.read(first.content())));
		node.wire.send(new Wire.Frame(first.id(), Serialized.write(reply)));
		if (reply.isFailure()) {
			System.exit(1);
		}
	}

	private @Nullable Object launch(@Nullable Launch launch) throws ClassNotFoundException {
		if (launch == null) {
			throw new IllegalArgumentException("Nothing to launch");
		}
		SpringApplication application = application(
				ClassUtils.forName(launch.application(), ClassUtils.getDefaultClassLoader()));
		this.context = application.run(launch.arguments().toArray(String[]::new));
		return null;
	}

	static SpringApplication application(Class<?> type) {
		SpringApplication application = new SpringApplication(type);
		application.setMainApplicationClass(type);
		return application;
	}

	private void answer() {
		try {
			while (true) {
				Wire.Frame frame = this.wire.receive();
				this.calls.execute(() -> answer(frame));
			}
		}
		catch (IOException ex) {
			// The test is over or dead, and nobody is left to stop a node in order.
			Runtime.getRuntime().halt(ORPHANED);
		}
	}

	private void answer(Wire.Frame frame) {
		Reply reply = Reply.to(() -> call(frame));
		try {
			this.wire.send(new Wire.Frame(frame.id(), Serialized.write(reply)));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The test could not be answered", ex);
		}
	}

	private @Nullable Object call(Wire.Frame frame) throws Exception {
		ConfigurableApplicationContext started = this.context;
		if (started == null) {
			throw new IllegalStateException("The application has not started");
		}
		Object call = Serialized.read(frame.content());
		if (!(call instanceof RemoteCall<?> remoteCall)) {
			throw new IllegalArgumentException("Not a call: " + call);
		}
		return remoteCall.call(started);
	}

}
