package io.foundation.channel;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Members of a reliable channel on a virtual network with a virtual clock: it delays,
 * reorders, duplicates and loses what they tell each other, as its seed says. With a
 * bandwidth, what a member sends queues at its way out, and what it gets at its way in.
 */
final class EventSimulation {

	private final PriorityQueue<Happening> happenings = new PriorityQueue<>();

	private final Map<String, Member> members = new LinkedHashMap<>();

	private final Set<Set<String>> cut = new HashSet<>();

	private final Random random;

	private long now;

	private long count;

	double loss;

	double duplicates;

	long maxDelay = TimeUnit.MILLISECONDS.toNanos(5);

	/** Bytes in a second, in each direction of each member; zero for no limit. */
	long bandwidth;

	/** The time from any member to any other, where there is a bandwidth. */
	long latency;

	EventSimulation(long seed) {
		this.random = new Random(seed);
	}

	Member join(String id, long window, int inbox) {
		return join(id, new WindowSettings(window, false, false), inbox);
	}

	Member join(String id, WindowSettings window, int inbox) {
		Member member = new Member(id, window, inbox);
		this.members.put(id, member);
		member.turnAt(this.now);
		return member;
	}

	Member member(String id) {
		Member member = this.members.get(id);
		assertThat(member).as(id).isNotNull();
		return member;
	}

	/** Everybody sees who is alive and reachable from there. */
	void views() {
		for (Member member : this.members.values()) {
			Set<String> seen = new TreeSet<>();
			this.members.values()
				.stream()
				.filter((other) -> other.alive && !isCut(member.id, other.id))
				.forEach((other) -> seen.add(other.id));
			in(millis(1 + this.random.nextInt(200)), () -> member.view(seen));
		}
	}

	void cut(String one, String other) {
		this.cut.add(Set.of(one, other));
	}

	void heal() {
		this.cut.clear();
	}

	void kill(String id) {
		member(id).alive = false;
	}

	private boolean isCut(String one, String other) {
		return !one.equals(other) && this.cut.contains(Set.of(one, other));
	}

	static long millis(long millis) {
		return TimeUnit.MILLISECONDS.toNanos(millis);
	}

	int random(int bound) {
		return this.random.nextInt(bound);
	}

	void in(long delay, Runnable task) {
		this.happenings.add(new Happening(this.now + delay, this.count++, task));
	}

	void run(long nanos) {
		long end = this.now + nanos;
		while (!this.happenings.isEmpty() && this.happenings.peek().at <= end) {
			Happening next = this.happenings.remove();
			this.now = next.at;
			next.task.run();
		}
		this.now = end;
	}

	private void transmit(String from, EventExchange.Letter letter) {
		for (Member to : List.copyOf(this.members.values())) {
			if (!to.id.equals(from) && member(from).view.contains(to.id)
					&& (letter.to() == null || letter.to().equals(to.id))) {
				for (int copies = copies(); copies > 0; copies--) {
					in(delay(member(from), to, letter.frame()), () -> arrive(from, to, letter.frame()));
				}
			}
		}
	}

	private long delay(Member from, Member to, EventFrame frame) {
		if (this.bandwidth == 0) {
			return 1 + (long) (this.random.nextDouble() * this.maxDelay);
		}
		long size = size(frame);
		long takes = size * 1_000_000_000L / this.bandwidth;
		from.carried += size;
		from.outFree = Math.max(this.now, from.outFree) + takes;
		to.inFree = Math.max(from.outFree + this.latency, to.inFree + takes);
		return to.inFree - this.now;
	}

	private static long size(EventFrame frame) {
		long overhead = 100;
		return (frame instanceof EventFrame.Batch batch)
				? overhead + batch.messages().stream().mapToLong((each) -> each.length).sum() : overhead;
	}

	long now() {
		return this.now;
	}

	private int copies() {
		if (this.random.nextDouble() < this.loss) {
			return 0;
		}
		return (this.random.nextDouble() < this.duplicates) ? 2 : 1;
	}

	private void arrive(String from, Member to, EventFrame frame) {
		if (to.alive && !isCut(from, to.id)) {
			to.exchange.heard((this.bandwidth == 0) ? overTheWire(frame) : frame, this.now);
			to.turnAt(this.now);
		}
	}

	private static EventFrame overTheWire(EventFrame frame) {
		try {
			return EventFrame.decode(frame.encode());
		}
		catch (EnvelopeFormatException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** One member, its inbox, and what its subscriber saw. */
	final class Member {

		private final String id;

		private final WindowSettings window;

		private final int capacity;

		private final EventExchange exchange;

		private final Deque<Runnable> inbox = new ArrayDeque<>();

		/** The numbers seen, by sender; checked for order when they come. */
		private final Map<String, List<Long>> seen = new HashMap<>();

		private final Map<String, Long> lost = new HashMap<>();

		private final Deque<byte[]> waiting = new ArrayDeque<>();

		private Set<String> view = Set.of();

		private boolean alive = true;

		/**
		 * When the way out, and the way in, will have carried what was sent until now.
		 */
		private long outFree;

		private long inFree;

		private long carried;

		/** The size of the messages that it sends whenever there is room. */
		private int saturating;

		private long turn = Long.MIN_VALUE;

		private long sent;

		/** The time a subscriber takes for a message. */
		long slowness;

		Member(String id, WindowSettings window, int capacity) {
			this.id = id;
			this.window = window;
			this.capacity = capacity;
			this.exchange = new EventExchange(id, window, this::deliver);
		}

		void view(Set<String> seen) {
			if (this.alive) {
				this.view = Set.copyOf(seen);
				this.exchange.members(seen, EventSimulation.this.now);
				Set<String> gone = new HashSet<>();
				EventSimulation.this.members.values()
					.stream()
					.filter((each) -> !each.alive)
					.forEach((each) -> gone.add(each.id));
				this.exchange.gone(gone);
				turnAt(EventSimulation.this.now);
			}
		}

		/** Sends, as soon as there is room, a message that is its own number. */
		void send(int size) {
			if (this.alive) {
				this.waiting.add(ByteBuffer.allocate(Math.max(8, size)).putLong(++this.sent).array());
				turnAt(EventSimulation.this.now);
			}
		}

		private boolean deliver(String sender, byte[] message) {
			if (this.inbox.size() >= this.capacity) {
				return false;
			}
			long number = ByteBuffer.wrap(message).getLong();
			this.inbox.add(() -> see(sender, number));
			if (this.inbox.size() == 1) {
				in(this.slowness, this::consume);
			}
			return true;
		}

		private void consume() {
			this.inbox.remove().run();
			if (!this.inbox.isEmpty()) {
				in(this.slowness, this::consume);
			}
		}

		private void see(String sender, long number) {
			List<Long> before = this.seen.computeIfAbsent(sender, (unknown) -> new ArrayList<>());
			long last = before.isEmpty() ? number - 1 : before.get(before.size() - 1);
			assertThat(number).as("%s after %s of %s at %s", number, last, sender, this.id).isGreaterThan(last);
			this.lost.merge(sender, number - last - 1, Long::sum);
			before.add(number);
		}

		private void turnAt(long at) {
			if (this.turn == Long.MIN_VALUE || at < this.turn) {
				this.turn = at;
				in(at - EventSimulation.this.now, () -> {
					if (this.turn == at) {
						this.turn = Long.MIN_VALUE;
						turn();
					}
				});
			}
		}

		private void turn() {
			if (!this.alive) {
				return;
			}
			refill();
			while (!this.waiting.isEmpty() && this.exchange.offer(this.waiting.peek(), EventSimulation.this.now)) {
				this.waiting.remove();
				refill();
			}
			assertThat(this.exchange.window()).isLessThanOrEqualTo(this.window.bytes());
			for (EventExchange.Letter letter = this.exchange.next(
					EventSimulation.this.now); letter != null; letter = this.exchange.next(EventSimulation.this.now)) {
				transmit(this.id, letter);
			}
			turnAt(EventSimulation.this.now + (this.waiting.isEmpty() ? this.exchange.pause() : EventExchange.TICK));
		}

		private void refill() {
			if (this.saturating > 0 && this.waiting.isEmpty()) {
				this.waiting.add(ByteBuffer.allocate(this.saturating).putLong(++this.sent).array());
			}
		}

		/** Sends whenever there is room, from now on; zero for no longer. */
		void saturate(int size) {
			this.saturating = size;
			turnAt(EventSimulation.this.now);
		}

		/** How long something that is sent now would wait for what was sent before. */
		long queueing() {
			return Math.max(0, this.outFree - EventSimulation.this.now);
		}

		long carried() {
			return this.carried;
		}

		List<Long> seen(String sender) {
			return this.seen.getOrDefault(sender, List.of());
		}

		long lost(String sender) {
			return this.lost.getOrDefault(sender, 0L);
		}

		long sent() {
			return this.sent;
		}

		boolean everythingIsSent() {
			return this.waiting.isEmpty();
		}

	}

	private record Happening(long at, long order, Runnable task) implements Comparable<Happening> {

		@Override
		public int compareTo(Happening other) {
			return (this.at != other.at) ? Long.compare(this.at, other.at) : Long.compare(this.order, other.order);
		}

	}

}
