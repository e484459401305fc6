package io.foundation.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A peer that speaks the liveness protocol on plain sockets, so that a test can end them
 * in every way.
 */
final class ScriptedPeer implements AutoCloseable {

	private final String id = UUID.randomUUID().toString();

	private final String watcher;

	private final ServerSocket port = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

	private final Socket opposite = new Socket();

	private final AtomicLong heard = new AtomicLong();

	private final AtomicLong answered = new AtomicLong();

	private final CompletableFuture<Socket> stream = new CompletableFuture<>();

	private volatile boolean deaf;

	private volatile boolean proxied;

	/**
	 * Opens the port, and watches the process under test as every peer does.
	 * @param watcher the instance id of the process under test
	 * @param watched its liveness port
	 */
	ScriptedPeer(String watcher, InetSocketAddress watched) throws IOException {
		this.watcher = watcher;
		this.opposite.connect(watched);
		daemon(this::listenToBeats);
		daemon(this::serve);
	}

	String id() {
		return this.id;
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.port.getLocalSocketAddress();
	}

	/** Never tells that it heard a beat. */
	void deaf() {
		this.deaf = true;
	}

	/** Sees other addresses than the process under test. */
	void behindProxy() {
		this.proxied = true;
	}

	/** How many different beats of the process under test it said that it heard. */
	long beatsAnswered() {
		return this.answered.get();
	}

	void endStream() throws IOException {
		this.stream.join().close();
	}

	void resetStream() throws IOException {
		reset(this.stream.join());
	}

	/** Resets some connections as soon as they come, then closes the port. */
	void resetConnectionsAndClosePort() {
		daemon(() -> {
			for (int i = 0; i < 10; i++) {
				reset(this.port.accept());
			}
			this.port.close();
		});
	}

	void closePort() throws IOException {
		this.port.close();
	}

	synchronized void send(LivenessFrame frame) throws IOException {
		ByteBuffer bytes = frame.encode();
		this.stream.join().getOutputStream().write(bytes.array(), 0, bytes.limit());
	}

	@Override
	public void close() throws IOException {
		this.port.close();
		this.opposite.close();
		if (this.stream.isDone()) {
			this.stream.join().close();
		}
	}

	private void serve() throws IOException {
		Socket socket = this.port.accept();
		DataInputStream input = new DataInputStream(socket.getInputStream());
		read(input);
		this.stream.complete(socket);
		send(new LivenessFrame.Welcome(this.id, "nonce",
				this.proxied ? "192.0.2.1:1" : text(socket.getLocalSocketAddress()),
				text(socket.getRemoteSocketAddress()), ""));
		read(input);
		long last = 0;
		for (long number = 1; !socket.isClosed(); number++) {
			long told = this.deaf ? 0 : this.heard.get();
			send(new LivenessFrame.Beat(number, told));
			if (told != last) {
				this.answered.incrementAndGet();
			}
			last = told;
			LockSupport.parkNanos(50_000_000);
		}
	}

	private void listenToBeats() throws IOException {
		DataInputStream input = new DataInputStream(this.opposite.getInputStream());
		write(new LivenessFrame.Hello(this.id, this.watcher, "nonce", "", ""));
		read(input);
		write(new LivenessFrame.Proof(""));
		while (true) {
			if (read(input) instanceof LivenessFrame.Beat beat) {
				this.heard.set(beat.number());
			}
		}
	}

	private void write(LivenessFrame frame) throws IOException {
		ByteBuffer bytes = frame.encode();
		this.opposite.getOutputStream().write(bytes.array(), 0, bytes.limit());
	}

	private static LivenessFrame read(DataInputStream input) throws IOException {
		byte type = input.readByte();
		short length = input.readShort();
		ByteBuffer bytes = ByteBuffer.allocate(3 + length).put(type).putShort(length);
		bytes.put(input.readNBytes(length)).flip();
		return LivenessFrame.decode(bytes);
	}

	private static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	private static String text(SocketAddress address) {
		InetSocketAddress socket = (InetSocketAddress) address;
		return socket.getAddress().getHostAddress() + ":" + socket.getPort();
	}

	private static void daemon(Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// The test ended a socket, which is what it is for.
				Thread.currentThread().interrupt();
			}
		}, "scripted-peer");
		thread.setDaemon(true);
		thread.start();
	}

	/** What a thread does until its socket ends. */
	private interface Task {

		void run() throws IOException;

	}

}
