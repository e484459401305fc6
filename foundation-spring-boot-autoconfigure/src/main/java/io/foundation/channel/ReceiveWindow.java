package io.foundation.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

import io.foundation.channel.EventFrame.Batch;
import io.foundation.channel.EventFrame.Tip;

/**
 * Where this member is with each sender on a reliable channel. Not thread-safe.
 */
final class ReceiveWindow {

	/** Senders that are away, whose place is remembered. */
	private static final int MAX_SENDERS = 1000;

	private final String self;

	private final boolean prompt;

	private final BiPredicate<String, byte[]> delivery;

	private final Map<String, ReceivedStream> streams = new LinkedHashMap<>();

	private Set<String> present = Set.of();

	/**
	 * Creates a window.
	 * @param self the instance id of this member
	 * @param prompt whether senders measure how soon they are answered
	 * @param delivery takes a sender's next message, or refuses it for now; must not wait
	 */
	ReceiveWindow(String self, boolean prompt, BiPredicate<String, byte[]> delivery) {
		this.self = self;
		this.prompt = prompt;
		this.delivery = delivery;
	}

	void heard(Batch batch, long now) {
		stream(batch.sender(), now).heard(batch, now);
	}

	void heard(Tip tip, long now) {
		stream(tip.sender(), now).heard(tip, now);
	}

	private ReceivedStream stream(String sender, long now) {
		return this.streams.computeIfAbsent(sender,
				(id) -> new ReceivedStream(this.self, this.prompt, now, (message) -> this.delivery.test(id, message)));
	}

	/**
	 * Takes down who is there; who came is asked what there is.
	 */
	void members(Set<String> members, long now) {
		for (String id : members) {
			if (!this.present.contains(id)) {
				stream(id, now).returned(now);
			}
		}
		this.present = Set.copyOf(members);
		List<String> away = this.streams.keySet().stream().filter((id) -> !members.contains(id)).toList();
		away.stream().limit(Math.max(0, away.size() - MAX_SENDERS)).forEach(this.streams::remove);
	}

	/**
	 * Takes down who is gone for good. Their places are remembered: something of theirs
	 * may still come, and must not be taken for the beginning.
	 */
	void gone(Set<String> senders) {
		senders.stream().map(this.streams::get).filter(Objects::nonNull).forEach(ReceivedStream::ended);
	}

	/**
	 * Delivers what waited for room, and says what to tell the senders that are there.
	 */
	List<EventExchange.Letter> due(long now) {
		List<EventExchange.Letter> letters = new ArrayList<>();
		this.streams.forEach((sender, stream) -> {
			stream.drain();
			EventFrame due = this.present.contains(sender) ? stream.due(now) : null;
			if (due != null) {
				letters.add(new EventExchange.Letter(sender, due));
			}
		});
		return letters;
	}

	/** Whether something is to be told, or asked again, soon. */
	boolean busy() {
		return this.streams.entrySet()
			.stream()
			.anyMatch((each) -> each.getValue().waiting()
					|| (this.present.contains(each.getKey()) && each.getValue().busy()));
	}

}
