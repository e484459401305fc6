package io.foundation.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.topic.ITopic;
import io.foundation.cluster.ClusterMember;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a channel reliably over plain Hazelcast topics: one that everybody listens to,
 * and one for each member for what concerns it alone. A thread of its own sends;
 * Hazelcast's threads only hand over. The lock is held for moments, never while anything
 * is sent.
 */
final class ReliableLink implements ChannelLink {

	/** How long a link that closes waits for those who lack something. */
	private static final Duration LAST_CALL = Duration.ofSeconds(2);

	private static final Logger log = LoggerFactory.getLogger(Channels.class);

	private final HazelcastInstance hazelcast;

	private final String topic;

	private final String self;

	private final ChannelMembers members;

	/** Whether senders measure how soon they are answered. */
	private final boolean prompt;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition work = this.lock.newCondition();

	private final Condition progress = this.lock.newCondition();

	private final EventExchange exchange;

	private final Map<String, UUID> registrations = new HashMap<>();

	private volatile @Nullable Receiver receiver;

	private volatile boolean closed = true;

	private @Nullable Thread thread;

	private List<ClusterMember> present = List.of();

	private Set<String> gone = Set.of();

	private boolean resting;

	private boolean woken;

	private long tickedAt = System.nanoTime();

	ReliableLink(HazelcastInstance hazelcast, String topic, String self, WindowSettings window,
			ChannelMembers members) {
		this.hazelcast = hazelcast;
		this.topic = topic;
		this.self = self;
		this.members = members;
		this.prompt = window.flowControlled();
		this.exchange = new EventExchange(self, window, this::deliver);
	}

	private boolean deliver(String sender, byte[] message) {
		Receiver open = this.receiver;
		return open != null && open.offer(sender, message);
	}

	@Override
	public synchronized void open(Receiver receiver) {
		this.receiver = receiver;
		unregister();
		register(this.topic);
		register(to(this.self));
		if (this.closed) {
			this.closed = false;
			Thread started = new Thread(this::run, this.topic.replace('.', '-') + "-send");
			started.setDaemon(true);
			started.start();
			this.thread = started;
		}
	}

	private String to(String member) {
		return this.topic + ".to." + member;
	}

	private void register(String name) {
		log.debug("ITopic.addMessageListener to {}", name);
		ITopic<byte[]> listened = this.hazelcast.getTopic(name);
		this.registrations.put(name, listened.addMessageListener((message) -> arrived(message.getMessageObject())));
	}

	private void unregister() {
		if (this.hazelcast.getLifecycleService().isRunning()) {
			this.registrations.forEach((name, id) -> this.hazelcast.getTopic(name).removeMessageListener(id));
		}
		this.registrations.clear();
	}

	/** Called by Hazelcast's threads. */
	private void arrived(byte[] bytes) {
		EventFrame frame;
		try {
			frame = EventFrame.decode(bytes);
		}
		catch (EnvelopeFormatException ex) {
			Receiver open = this.receiver;
			if (open != null) {
				open.malformed(ex);
			}
			return;
		}
		if (!isOwn(frame)) {
			locked(() -> heard(frame));
		}
	}

	private boolean isOwn(EventFrame frame) {
		return (frame instanceof EventFrame.Batch batch && batch.sender().equals(this.self))
				|| (frame instanceof EventFrame.Tip tip && tip.sender().equals(this.self));
	}

	private void heard(EventFrame frame) {
		this.exchange.heard(frame, System.nanoTime());
		if (frame instanceof EventFrame.Ack) {
			this.progress.signalAll();
		}
		if (this.prompt || this.resting || this.exchange.answering()) {
			wake();
		}
	}

	private void locked(Runnable task) {
		this.lock.lock();
		try {
			task.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public boolean send(byte[] message, ObjLongConsumer<byte[]> numbering, Duration patience)
			throws InterruptedException {
		long left = patience.toNanos();
		this.lock.lockInterruptibly();
		try {
			while (!offer(message, numbering)) {
				if (left <= 0) {
					return false;
				}
				left = this.progress.awaitNanos(left);
			}
			wake();
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean offer(byte[] message, ObjLongConsumer<byte[]> numbering) {
		long number = this.exchange.nextNumber();
		boolean taken = this.exchange.offer(message, System.nanoTime());
		if (taken) {
			numbering.accept(message, number);
		}
		return taken;
	}

	@Override
	public long window() {
		this.lock.lock();
		try {
			return this.exchange.window();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		while (!this.closed) {
			try {
				List<String> obsolete = follow();
				EventExchange.Letter letter = next();
				if (letter != null) {
					publish(letter);
				}
				tick();
				obsolete.forEach((id) -> this.hazelcast.getTopic(to(id)).destroy());
			}
			catch (RuntimeException ex) {
				// What was not sent is asked for again.
				log.debug("Sending on {} failed", this.topic, ex);
				locked(this::rest);
			}
		}
	}

	private void tick() {
		Receiver open = this.receiver;
		long now = System.nanoTime();
		if (open != null && now - this.tickedAt > EventExchange.IDLE) {
			this.tickedAt = now;
			open.tick();
		}
	}

	/**
	 * Takes down who is here.
	 * @return whose topics are of no use any more, and this member's to destroy
	 */
	private List<String> follow() {
		List<ClusterMember> now = this.members.present();
		if (now.equals(this.present)) {
			return List.of();
		}
		this.present = now;
		Set<String> ids = now.stream().map(ClusterMember::id).collect(Collectors.toSet());
		Set<String> ended = new HashSet<>(this.members.gone());
		ended.removeAll(ids);
		locked(() -> {
			this.exchange.members(ids, System.nanoTime());
			this.exchange.gone(ended);
			this.progress.signalAll();
		});
		List<String> obsolete = new ArrayList<>(ended);
		obsolete.removeAll(this.gone);
		this.gone = ended;
		return (!now.isEmpty() && now.get(0).local()) ? obsolete : List.of();
	}

	private EventExchange.@Nullable Letter next() {
		this.lock.lock();
		try {
			EventExchange.Letter letter = this.exchange.next(System.nanoTime());
			this.progress.signalAll();
			if (letter == null && !this.closed) {
				rest();
			}
			return letter;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void rest() {
		long pause = this.exchange.pause();
		this.resting = pause > EventExchange.TICK;
		this.woken = false;
		try {
			while (!this.woken && pause > 0) {
				pause = this.work.awaitNanos(pause);
			}
		}
		catch (InterruptedException ex) {
			this.closed = true;
			Thread.currentThread().interrupt();
		}
		this.resting = false;
	}

	private void wake() {
		this.woken = true;
		this.work.signal();
	}

	private void publish(EventExchange.Letter letter) {
		String name = (letter.to() != null) ? to(letter.to()) : this.topic;
		this.hazelcast.<byte[]>getTopic(name).publish(letter.frame().encode());
	}

	@Override
	public synchronized void close() {
		Thread running = this.thread;
		if (running == null) {
			return;
		}
		this.thread = null;
		try {
			awaitReceivers();
			locked(() -> {
				this.closed = true;
				wake();
			});
			running.join(LAST_CALL.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.closed = true;
		unregister();
		this.receiver = null;
	}

	/** What was sent is to arrive, also when the application stops right afterwards. */
	private void awaitReceivers() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long left = LAST_CALL.toNanos();
			while (this.exchange.pending() && left > 0 && this.hazelcast.getLifecycleService().isRunning()) {
				left = this.progress.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
