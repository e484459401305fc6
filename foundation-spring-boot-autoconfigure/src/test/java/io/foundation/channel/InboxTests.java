package io.foundation.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class InboxTests {

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final ThreadFactory factory = (task) -> {
		Thread thread = new Thread(task, "inbox-tests");
		this.threads.add(thread);
		return thread;
	};

	private final List<Integer> delivered = new CopyOnWriteArrayList<>();

	private final CountDownLatch gate = new CountDownLatch(1);

	@AfterEach
	void threadsEnd() {
		this.gate.countDown();
		await().until(() -> this.threads.stream().noneMatch(Thread::isAlive));
	}

	@Test
	void deliversInOrder() {
		try (Inbox<Integer> inbox = new Inbox<>(1000, 1, false, this.factory, this.delivered::add)) {
			IntStream.range(0, 1000).forEach((i) -> inbox.offer("a", i));
			await().until(() -> this.delivered.size() == 1000);
			assertThat(this.delivered).isSorted();
		}
	}

	@Test
	void keepsTheOrderOfEachSenderWithSeveralThreads() {
		List<String> seen = new CopyOnWriteArrayList<>();
		try (Inbox<String> inbox = new Inbox<>(10_000, 4, false, this.factory, seen::add)) {
			for (int i = 0; i < 200; i++) {
				for (String sender : List.of("a", "b", "c", "d", "e")) {
					inbox.offer(sender, sender + i);
				}
			}
			await().until(() -> seen.size() == 1000);
		}
		for (String sender : List.of("a", "b", "c", "d", "e")) {
			assertThat(seen.stream().filter((each) -> each.startsWith(sender)))
				.containsExactlyElementsOf(IntStream.range(0, 200).mapToObj((i) -> sender + i).toList());
		}
	}

	@Test
	void dropsTheNewestWhenFullAndCounts() {
		try (Inbox<Integer> inbox = blocked(false)) {
			assertThat(inbox.offer("a", 4)).isFalse();
			assertThat(inbox.dropped()).isEqualTo(1);
			assertThat(inbox.queued()).isEqualTo(3);
			this.gate.countDown();
			await().until(() -> this.delivered.equals(List.of(0, 1, 2, 3)));
		}
	}

	@Test
	void dropsTheOldestWhenFullAndCounts() {
		try (Inbox<Integer> inbox = blocked(true)) {
			assertThat(inbox.offer("a", 4)).isFalse();
			assertThat(inbox.dropped()).isEqualTo(1);
			this.gate.countDown();
			await().until(() -> this.delivered.equals(List.of(0, 2, 3, 4)));
		}
	}

	@Test
	void deliversNothingThatIsQueuedAfterItsEnd() {
		Inbox<Integer> inbox = blocked(false);
		inbox.close();
		this.gate.countDown();
		threadsEnd();
		assertThat(this.delivered).containsExactly(0);
	}

	/** One is being delivered, three wait, and there is room for no more. */
	private Inbox<Integer> blocked(boolean dropOldest) {
		List<Integer> taken = new CopyOnWriteArrayList<>();
		Inbox<Integer> inbox = new Inbox<>(3, 1, dropOldest, this.factory, (each) -> {
			taken.add(each);
			passGate();
			this.delivered.add(each);
		});
		inbox.offer("a", 0);
		await().until(() -> taken.size() == 1);
		new ArrayList<>(List.of(1, 2, 3)).forEach((each) -> inbox.offer("a", each));
		return inbox;
	}

	private void passGate() {
		try {
			this.gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
