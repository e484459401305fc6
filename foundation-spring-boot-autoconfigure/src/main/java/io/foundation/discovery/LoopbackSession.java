package io.foundation.discovery;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.Strategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the loopback scan: a thread that scans, one that accepts, and a few that
 * speak, none of them for longer than a second.
 */
final class LoopbackSession {

	/**
	 * After the first ones, in which others may just be starting, every fifth round asks,
	 * and also those in sight: whoever is new introduces himself.
	 */
	private static final int VERIFYING_ROUNDS = 5;

	private static final int SPEAKERS = 4;

	private static final int MAX_WAITING = 256;

	/** How long after its end an idle session may still hold its accepting thread. */
	private static final int ACCEPT_MILLIS = 500;

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final Duration interval;

	private final PortRange memberPorts;

	private final LocalNode self;

	private final Reception reception;

	private final LoopbackExchange exchange;

	private final SourceThread scanner = new SourceThread("foundation-loopback-scan");

	private final ExecutorService speakers = speakers();

	private final CompletableFuture<Void> firstScan = new CompletableFuture<>();

	/** Peers by the port on which they introduce themselves; written by the speakers. */
	private final Map<Integer, Peer> inSight = new ConcurrentHashMap<>();

	private volatile boolean ended;

	/** The scanner's. */
	private int round;

	LoopbackSession(Duration interval, PortRange memberPorts, LocalNode self, Peers peers) {
		this.interval = interval;
		this.memberPorts = memberPorts;
		this.self = self;
		this.reception = new Reception(self, Strategy.LOOPBACK, peers);
		this.exchange = new LoopbackExchange(LineRecord.encode(NodeRecord.of(self).properties()));
	}

	CompletableFuture<Void> begin() {
		ServerSocket introductions = this.self.introductions();
		if (introductions != null) {
			DaemonThreads.thread("foundation-loopback-accept", () -> accept(introductions)).start();
		}
		this.scanner.repeatedly(this.interval, this::scan);
		return this.firstScan;
	}

	void end() {
		this.ended = true;
		this.scanner.end();
		this.speakers.shutdownNow();
		this.firstScan.complete(null);
	}

	private void scan() {
		boolean verify = this.round++ % VERIFYING_ROUNDS == 0;
		if (!verify && this.round > VERIFYING_ROUNDS) {
			return;
		}
		List<CompletableFuture<Void>> asked = ports().filter((port) -> verify || !this.inSight.containsKey(port))
			.mapToObj(this::ask)
			.toList();
		CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new)).join();
		this.firstScan.complete(null);
	}

	/** The ports of the range, and of peers that came from outside of it. */
	private IntStream ports() {
		int own = LocalNode.introductionPort(this.self.bindAddress().getPort());
		return IntStream
			.concat(this.memberPorts.ports().map(LocalNode::introductionPort),
					this.inSight.keySet().stream().mapToInt(Integer::intValue))
			.distinct()
			.filter((port) -> port != own);
	}

	/** Most ports refuse at once, so that only the others are worth a thread. */
	private CompletableFuture<Void> ask(int port) {
		Socket socket = LoopbackExchange.connect(port);
		if (socket == null) {
			forget(port);
			return CompletableFuture.completedFuture(null);
		}
		try {
			return CompletableFuture.runAsync(() -> heard(port, this.exchange.speak(socket)), this.speakers);
		}
		catch (RejectedExecutionException ex) {
			LoopbackExchange.close(socket);
			return CompletableFuture.completedFuture(null);
		}
	}

	private void heard(int port, LoopbackExchange.Reply reply) {
		if (this.ended || reply instanceof LoopbackExchange.Reply.Silence) {
			return; // paused, perhaps
		}
		if (reply instanceof LoopbackExchange.Reply.Line line && LineRecord.recognizes(line.text())) {
			this.reception.receive(LineRecord.decode(line.text()), "127.0.0.1:" + port)
				.ifPresentOrElse((peer) -> remember(port, peer), () -> forget(port));
			return;
		}
		log.debug("Another program listens on 127.0.0.1:{}", port);
		forget(port);
	}

	private void accept(ServerSocket introductions) {
		try {
			introductions.setSoTimeout(ACCEPT_MILLIS);
			while (!this.ended) {
				acceptOne(introductions);
			}
		}
		catch (SocketException ex) {
			log.debug("No more introductions: the socket is closed", ex);
		}
		catch (IOException ex) {
			log.warn("Nodes on this host can no longer introduce themselves; we still scan for them", ex);
		}
	}

	private void acceptOne(ServerSocket introductions) throws IOException {
		try {
			Socket socket = introductions.accept();
			try {
				this.speakers.execute(() -> introduced(this.exchange.speak(socket)));
			}
			catch (RejectedExecutionException ex) {
				LoopbackExchange.close(socket);
			}
		}
		catch (SocketTimeoutException ex) {
			log.trace("Nobody introduced himself", ex);
		}
	}

	private void introduced(LoopbackExchange.Reply reply) {
		if (this.ended || reply instanceof LoopbackExchange.Reply.Silence) {
			return;
		}
		String seenAt = "a connection to 127.0.0.1:" + LocalNode.introductionPort(this.self.bindAddress().getPort());
		if (reply instanceof LoopbackExchange.Reply.Line line && LineRecord.recognizes(line.text())) {
			this.reception.receive(LineRecord.decode(line.text()), seenAt)
				.ifPresent((peer) -> remember(LocalNode.introductionPort(peer.address().getPort()), peer));
			return;
		}
		this.reception.malformed(seenAt, "what it said is no record of a node");
	}

	private void remember(int port, Peer peer) {
		Peer previous = this.inSight.put(port, peer);
		if (previous != null && !previous.equals(peer)) {
			this.reception.gone(previous);
		}
	}

	private void forget(int port) {
		Peer vanished = this.inSight.remove(port);
		if (vanished != null) {
			this.reception.gone(vanished);
		}
	}

	private static ExecutorService speakers() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(SPEAKERS, SPEAKERS, 5, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(MAX_WAITING), DaemonThreads.named("foundation-loopback-speak"));
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

}
