package io.foundation.cluster;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes down what changed in the cluster, logs it, and tells the application, once the
 * view shows it. Confined to the thread that owns the membership.
 */
final class MembershipNews {

	private static final int MAX_DEPARTURES = 100;

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final Clock clock;

	private final Consumer<Object> events;

	private final Deque<Departure> departures = new ArrayDeque<>();

	private final List<ClusterChange> untold = new ArrayList<>();

	/** What was told last; nobody misses a quorum that was never there. */
	private boolean quorum = true;

	MembershipNews(Clock clock, Consumer<Object> events) {
		this.clock = clock;
		this.events = events;
	}

	List<Departure> departures() {
		return List.copyOf(this.departures);
	}

	void formed(List<ClusterMember> members, Duration took) {
		log.atInfo()
			.addKeyValue("size", members.size())
			.addKeyValue("tookMs", took.toMillis())
			.log("Cluster formed: {} member(s) after {} ms", members.size(), took.toMillis());
		this.untold.add(new ClusterFormed(members, took));
	}

	void lost(int size) {
		log.atInfo().addKeyValue("size", size).log("Cluster lost: this member is gone; {} member(s) before", size);
		this.untold.add(new ClusterLost(size));
	}

	void joined(ClusterMember member, int size) {
		log.atInfo()
			.addKeyValue("member", member.id())
			.addKeyValue("name", member.name())
			.addKeyValue("size", size)
			.log("Member joined: {} at {}", member.name(), member.address());
		this.untold.add(new MemberJoined(member, size));
	}

	void left(ClusterMember member, DepartureKind kind, int size) {
		Departure departure = new Departure(member.id(), member.name(), kind, this.clock.instant());
		this.departures.addLast(departure);
		if (this.departures.size() > MAX_DEPARTURES) {
			this.departures.removeFirst();
		}
		log.atInfo()
			.addKeyValue("member", member.id())
			.addKeyValue("name", member.name())
			.addKeyValue("kind", kind.keyword())
			.addKeyValue("size", size)
			.log("Member left: {} at {} ({})", member.name(), member.address(), kind.keyword());
		this.untold.add(new MemberLeft(member, departure, size));
	}

	/**
	 * Takes down whether there is a quorum; only a change is news.
	 */
	void quorum(Quorum now, int size) {
		if (now.present() == this.quorum) {
			return;
		}
		this.quorum = now.present();
		log.atInfo()
			.addKeyValue("required", now.required())
			.addKeyValue("size", size)
			.log(now.present() ? "Quorum restored: {} member(s), {} required"
					: "Quorum lost: {} member(s), {} required", size, now.required());
		this.untold.add(now.present() ? new QuorumRestored(now, size) : new QuorumLost(now, size));
	}

	/**
	 * Tells the application, which may look at the cluster meanwhile and finds it so. A
	 * listener that throws keeps nothing from those who come later.
	 */
	void tell() {
		List<ClusterChange> changes = List.copyOf(this.untold);
		this.untold.clear();
		changes.forEach(this::tell);
	}

	private void tell(ClusterChange change) {
		try {
			this.events.accept(change);
		}
		catch (RuntimeException ex) {
			log.warn("A listener of the application failed on {}", change, ex);
		}
	}

}
