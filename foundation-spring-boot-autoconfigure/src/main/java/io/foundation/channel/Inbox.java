package io.foundation.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What was received and is not delivered yet: bounded, with threads of its own, so that
 * whoever puts something in never waits, and one channel's slow listener is no other
 * channel's affair. Each sender is served by one of the threads, which keeps its order.
 *
 * @param <T> what is received
 */
final class Inbox<T> implements AutoCloseable {

	private final List<Lane> lanes = new ArrayList<>();

	private final boolean dropOldest;

	private final Consumer<T> delivery;

	private final AtomicLong dropped = new AtomicLong();

	/**
	 * Opens an inbox.
	 * @param capacity how many it holds, in each lane
	 * @param concurrency how many lanes it has, with a thread each
	 * @param dropOldest which one is dropped when it is full: the oldest, or the newest
	 * @param threads makes the threads
	 * @param delivery what to do with each; must not throw
	 */
	Inbox(int capacity, int concurrency, boolean dropOldest, ThreadFactory threads, Consumer<T> delivery) {
		this.dropOldest = dropOldest;
		this.delivery = delivery;
		for (int i = 0; i < concurrency; i++) {
			Lane lane = new Lane(capacity);
			this.lanes.add(lane);
			threads.newThread(lane::serve).start();
		}
	}

	/**
	 * Puts something in; never waits.
	 * @param sender who sent it
	 * @return whether nothing was dropped for it
	 */
	boolean offer(String sender, T received) {
		boolean kept = lane(sender).offer(received);
		if (!kept) {
			this.dropped.incrementAndGet();
		}
		return kept;
	}

	/**
	 * Whether there is room for something from a sender.
	 */
	boolean hasRoom(String sender) {
		return lane(sender).hasRoom();
	}

	private Lane lane(String sender) {
		return this.lanes.get(Math.floorMod(sender.hashCode(), this.lanes.size()));
	}

	/**
	 * Puts something in if there is room for it; never waits.
	 * @param sender who sent it
	 * @return whether there was room
	 */
	boolean offerIfRoom(String sender, T received) {
		return lane(sender).offerIfRoom(received);
	}

	long dropped() {
		return this.dropped.get();
	}

	int queued() {
		return this.lanes.stream().mapToInt(Lane::size).sum();
	}

	/**
	 * Ends after what is being delivered; what is queued is not delivered any more.
	 */
	@Override
	public void close() {
		this.lanes.forEach(Lane::close);
	}

	/** A queue and its thread. */
	private final class Lane {

		private final ReentrantLock lock = new ReentrantLock();

		private final Condition changed = this.lock.newCondition();

		private final Deque<T> queue = new ArrayDeque<>();

		private final int capacity;

		private boolean closed;

		Lane(int capacity) {
			this.capacity = capacity;
		}

		boolean offer(T received) {
			this.lock.lock();
			try {
				boolean full = this.queue.size() >= this.capacity;
				if (full && Inbox.this.dropOldest) {
					this.queue.removeFirst();
				}
				if (!full || Inbox.this.dropOldest) {
					this.queue.addLast(received);
					this.changed.signal();
				}
				return !full;
			}
			finally {
				this.lock.unlock();
			}
		}

		boolean hasRoom() {
			return size() < this.capacity;
		}

		boolean offerIfRoom(T received) {
			this.lock.lock();
			try {
				boolean room = !this.closed && this.queue.size() < this.capacity;
				if (room) {
					this.queue.addLast(received);
					this.changed.signal();
				}
				return room;
			}
			finally {
				this.lock.unlock();
			}
		}

		int size() {
			this.lock.lock();
			try {
				return this.queue.size();
			}
			finally {
				this.lock.unlock();
			}
		}

		void close() {
			this.lock.lock();
			try {
				this.closed = true;
				this.queue.clear();
				this.changed.signal();
			}
			finally {
				this.lock.unlock();
			}
		}

		void serve() {
			for (T next = take(); next != null; next = take()) {
				Inbox.this.delivery.accept(next);
			}
		}

		private @Nullable T take() {
			this.lock.lock();
			try {
				while (this.queue.isEmpty() && !this.closed) {
					this.changed.awaitUninterruptibly();
				}
				return this.queue.pollFirst();
			}
			finally {
				this.lock.unlock();
			}
		}

	}

}
