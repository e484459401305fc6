package io.foundation.test;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The test's end of the connection to a node's process. The node connects to a Unix
 * domain socket, which reaches also into other network namespaces and works while all
 * links are cut; it ends when the connection does. Calls may come from any thread; one
 * thread of its own accepts the node and receives its replies.
 */
final class NodeConnection implements Closeable {

	private static final long LAUNCH = 0;

	private final AtomicLong ids = new AtomicLong(LAUNCH);

	private final Map<Long, CompletableFuture<Reply>> pending = new ConcurrentHashMap<>();

	private final CompletableFuture<Reply> launched = new CompletableFuture<>();

	private final String node;

	private final ServerSocketChannel server;

	private volatile @Nullable Wire wire;

	private volatile boolean ended;

	private NodeConnection(String node, ServerSocketChannel server) {
		this.node = node;
		this.server = server;
		this.pending.put(LAUNCH, this.launched);
	}

	/**
	 * Listens for a node.
	 * @param node its name
	 * @param socket where it will connect
	 * @param launch what it gets then
	 */
	static NodeConnection listen(String node, Path socket, byte[] launch) throws IOException {
		Files.deleteIfExists(socket);
		ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		server.bind(UnixDomainSocketAddress.of(socket));
		NodeConnection connection = new NodeConnection(node, server);
		Thread receiver = new Thread(() -> connection.receive(launch), "foundation-connection-" + node);
		receiver.setDaemon(true);
		receiver.start();
		return connection;
	}

	private void receive(byte[] launch) {
		try (this.server; SocketChannel channel = this.server.accept(); Wire accepted = new Wire(channel)) {
			this.wire = accepted;
			accepted.send(new Wire.Frame(LAUNCH, launch));
			while (true) {
				Wire.Frame frame = accepted.receive();
				CompletableFuture<Reply> reply = this.pending.remove(frame.id());
				// Nobody waits any more for a reply that is late.
				if (reply != null && Serialized.read(frame.content()) instanceof Reply content) {
					reply.complete(content);
				}
			}
		}
		catch (IOException | ClassNotFoundException ex) {
			this.ended = true;
			this.pending.values().forEach((reply) -> reply.completeExceptionally(gone(ex)));
		}
	}

	private NodeCallException gone(@Nullable Exception reason) {
		return new NodeCallException("Node " + this.node + " does not run, or ended meanwhile", reason);
	}

	/**
	 * What came of the launch.
	 * @return the reply; fails with a {@link NodeCallException} when the node ends first
	 */
	CompletableFuture<Reply> launched() {
		return this.launched;
	}

	/**
	 * Sends a request to a node that has been launched.
	 * @return the reply; fails with a {@link NodeCallException} when the node ends first
	 */
	CompletableFuture<Reply> ask(byte[] request) {
		long id = this.ids.incrementAndGet();
		CompletableFuture<Reply> reply = new CompletableFuture<>();
		this.pending.put(id, reply);
		Wire current = this.wire;
		// Looked at after it is pending: who ends the connection sees one or the other.
		if (current == null || this.ended) {
			reply.completeExceptionally(gone(null));
			return reply;
		}
		try {
			current.send(new Wire.Frame(id, request));
		}
		catch (IOException ex) {
			reply.completeExceptionally(gone(ex));
		}
		return reply;
	}

	/**
	 * Waits for a reply no longer.
	 */
	void forget(CompletableFuture<Reply> reply) {
		this.pending.values().removeIf((waiting) -> waiting == reply);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		Wire current = this.wire;
		if (current != null) {
			current.close();
		}
	}

}
