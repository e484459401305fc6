package io.foundation.cluster;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import com.hazelcast.config.TcpIpConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses in Hazelcast's TCP-IP joiner. To join, it gets all that were found. After
 * that it gets the members and those that answered when they were last probed, because
 * each address at which nobody listens holds up its look-out for clusters to merge with
 * for five seconds (ADR 009). Guarded by its own monitor.
 */
final class JoinerFeed {

	/** How long a member that fell silent is looked for where no source names it. */
	static final Duration REMEMBERED = Duration.ofHours(4);

	private static final int MAX_REMEMBERED = 200;

	/** An address that answers is asked again this often, until it is a member. */
	private static final Duration CONFIRM = Duration.ofSeconds(5);

	private static final Duration SHORTEST = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(4);

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final LongSupplier nanoTime;

	private final Map<InetSocketAddress, Contact> contacts = new HashMap<>();

	/** Members that fell silent, since when. */
	private final Map<InetSocketAddress, Long> silent = new LinkedHashMap<>();

	private final Map<String, InetSocketAddress> members = new LinkedHashMap<>();

	private Set<InetSocketAddress> found = Set.of();

	private @Nullable TcpIpConfig joiner;

	private boolean joined;

	JoinerFeed(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * A member is about to join by this joiner, or alone.
	 */
	synchronized void joining(@Nullable TcpIpConfig joiner) {
		this.joined = false;
		this.joiner = joiner;
		update();
	}

	/**
	 * The member is up; without a joiner there is nothing to feed or to probe.
	 */
	synchronized void joined(@Nullable TcpIpConfig joiner) {
		this.joined = true;
		this.joiner = joiner;
		update();
	}

	synchronized void found(Collection<InetSocketAddress> addresses) {
		this.found = new LinkedHashSet<>(addresses);
		update();
	}

	/**
	 * Takes the members of the cluster, by instance id. Who is missing and was not
	 * forgotten is looked for.
	 */
	synchronized void members(Map<String, InetSocketAddress> now) {
		this.members.forEach((id, address) -> {
			if (!now.containsKey(id)) {
				this.silent.put(address, this.nanoTime.getAsLong());
			}
		});
		this.members.clear();
		this.members.putAll(now);
		this.silent.keySet().removeAll(now.values());
		this.contacts.keySet().removeAll(now.values());
		while (this.silent.size() > MAX_REMEMBERED) {
			this.silent.remove(this.silent.keySet().iterator().next());
		}
		update();
	}

	/**
	 * This member is known to be gone: it is not looked for.
	 */
	synchronized void forget(String id) {
		this.members.remove(id);
	}

	/**
	 * The addresses that it is time to probe.
	 */
	synchronized List<InetSocketAddress> due() {
		if (!this.joined || this.joiner == null) {
			return List.of();
		}
		long now = this.nanoTime.getAsLong();
		this.silent.values().removeIf((since) -> now - since > REMEMBERED.toNanos());
		Set<InetSocketAddress> others = others();
		this.contacts.keySet().retainAll(others);
		return others.stream().filter((each) -> contact(each, now).next() - now <= 0).toList();
	}

	/**
	 * Takes down whether somebody listens at an address.
	 */
	synchronized void probed(InetSocketAddress address, boolean answers) {
		long now = this.nanoTime.getAsLong();
		Contact before = contact(address, now);
		this.contacts.put(address, before.probed(answers, now));
		if (before.answers() != answers) {
			log.debug("TcpIpConfig.setMembers: {} {}", text(address), answers ? "answers" : "does not answer");
			update();
		}
	}

	private Contact contact(InetSocketAddress address, long now) {
		return this.contacts.computeIfAbsent(address, (each) -> new Contact(false, now, now));
	}

	private Set<InetSocketAddress> others() {
		Set<InetSocketAddress> others = new LinkedHashSet<>(this.found);
		others.addAll(this.silent.keySet());
		others.removeAll(this.members.values());
		return others;
	}

	private void update() {
		if (this.joiner == null) {
			return;
		}
		Set<InetSocketAddress> fed = new LinkedHashSet<>(this.joined ? this.members.values() : this.found);
		if (this.joined) {
			others().stream().filter(this::answers).forEach(fed::add);
		}
		this.joiner.setMembers(new ArrayList<>(fed.stream().map(JoinerFeed::text).toList()));
	}

	private boolean answers(InetSocketAddress address) {
		Contact contact = this.contacts.get(address);
		return contact != null && contact.answers();
	}

	static String text(InetSocketAddress address) {
		String host = address.getAddress().getHostAddress();
		return ((address.getAddress() instanceof Inet6Address) ? "[" + host + "]" : host) + ":" + address.getPort();
	}

	/**
	 * What is known of an address.
	 *
	 * @param answers whether somebody listened when it was last probed
	 * @param since since when that is so
	 * @param next when to probe it again
	 */
	private record Contact(boolean answers, long since, long next) {

		Contact probed(boolean answered, long now) {
			long began = (answered == this.answers) ? this.since : now;
			return new Contact(answered, began, now + (answered ? CONFIRM.toNanos() : pause(now - began)));
		}

		/** The longer the silence, the less often. */
		private static long pause(long silence) {
			return Math.max(SHORTEST.toNanos(), Math.min(LONGEST.toNanos(), silence / 20));
		}

	}

}
