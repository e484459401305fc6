package io.foundation.cluster;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import io.foundation.cluster.ClusterProperties.FailureDetection.CrashProof;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the view of the cluster. Hazelcast's events are only a hint to look: what changed
 * is found by comparing its member list with the last view, by instance id, because a
 * merge gives members new UUIDs and reports no removal of the old ones. All fields but
 * the view are the thread {@code foundation-cluster}'s.
 */
final class Membership {

	private static final Duration RELOOK = Duration.ofMillis(500);

	/** How long Hazelcast may contradict the beats before it is believed. */
	private static final Duration DROPPED_FOR = Duration.ofSeconds(10);

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final ScheduledExecutorService owner = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "foundation-cluster");
		thread.setDaemon(true);
		return thread;
	});

	private final Clock clock;

	private final MembershipNews news;

	private final JoinerFeed feed;

	private final WholeView whole;

	private final Liveness liveness;

	private final Silence silence;

	private final boolean proofs;

	/** Members that are gone, though Hazelcast still lists them. */
	private final Set<String> gone = new HashSet<>();

	/** Members that Hazelcast dropped, though their beats are still heard, since when. */
	private final Map<String, Instant> dropped = new HashMap<>();

	private final Map<String, ClusterMember> known = new LinkedHashMap<>();

	private final Map<String, InetSocketAddress> addresses = new HashMap<>();

	private final Object changed = new Object();

	private @Nullable HazelcastInstance member;

	private @Nullable UUID membershipListener;

	private @Nullable UUID lifecycleListener;

	private @Nullable Duration formedIn;

	private @Nullable Future<?> relook;

	private @Nullable Future<?> listening;

	private volatile View view;

	Membership(ClusterProperties properties, Liveness liveness, JoinerFeed feed, Clock clock, Consumer<Object> events) {
		Integer expectedSize = properties.expectedSize();
		this.whole = new WholeView(expectedSize);
		this.liveness = liveness;
		this.silence = new Silence((id) -> liveness.heardWithin(id, Silence.FRESH),
				properties.failureDetection().timeout());
		this.proofs = properties.failureDetection().crashProof() == CrashProof.CONNECTION;
		this.clock = clock;
		this.feed = feed;
		this.news = new MembershipNews(clock, events);
		this.view = View.forming((expectedSize != null) ? expectedSize / 2 + 1 : 1);
		liveness.listener(new Proofs());
	}

	View view() {
		return this.view;
	}

	/**
	 * Follows a member from now on; returns when the first view is there.
	 * @param member the member, which is up
	 * @param took how long it took to come up
	 */
	void attach(HazelcastInstance member, Duration took) {
		CompletableFuture.runAsync(() -> attached(member, took), this.owner).join();
	}

	/**
	 * Follows the member no longer: it is gone. Another one may be started in its place.
	 */
	void lost(HazelcastInstance member) {
		await(() -> memberLost(member));
	}

	private void await(Runnable task) {
		try {
			CompletableFuture.runAsync(task, this.owner).join();
		}
		catch (RejectedExecutionException ex) {
			log.debug("The membership is closed already");
		}
	}

	/**
	 * Follows the member no longer, which is about to go with the application, and gives
	 * back the thread, after what was under way.
	 * @return the instance ids of the members that should hear a farewell
	 */
	Set<String> close() {
		Set<String> others = new HashSet<>();
		await(() -> {
			this.known.keySet().stream().filter(this.liveness::watches).forEach(others::add);
			detached();
		});
		cancel(this.relook);
		this.owner.shutdown();
		return others;
	}

	private static void cancel(@Nullable Future<?> scheduled) {
		if (scheduled != null) {
			scheduled.cancel(false);
		}
	}

	boolean awaitSize(int size, Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		synchronized (this.changed) {
			while (this.view.members().size() < size) {
				long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
				if (left <= 0) {
					return false;
				}
				this.changed.wait(left);
			}
		}
		return true;
	}

	private void attached(HazelcastInstance member, Duration took) {
		this.member = member;
		this.listening = this.owner.scheduleWithFixedDelay(this::listen, Silence.LOOK.toMillis(),
				Silence.LOOK.toMillis(), TimeUnit.MILLISECONDS);
		this.membershipListener = member.getCluster().addMembershipListener(new Hint());
		this.lifecycleListener = member.getLifecycleService().addLifecycleListener((event) -> lifecycle(member, event));
		this.formedIn = took;
		this.gone.clear();
		List<ClusterMember> members = read(member);
		this.known.clear();
		members.forEach((each) -> this.known.put(each.id(), each));
		this.news.formed(members, took);
		this.news.quorum(publish(), members.size());
		this.news.tell();
	}

	private void memberLost(HazelcastInstance lost) {
		if (lost != this.member) {
			return;
		}
		int size = this.known.size();
		detached();
		this.news.lost(size);
		this.news.quorum(this.view.quorum(), 0);
		this.news.tell();
	}

	private void detached() {
		HazelcastInstance left = this.member;
		this.member = null;
		if (left != null && left.getLifecycleService().isRunning()) {
			left.getCluster().removeMembershipListener(this.membershipListener);
			left.getLifecycleService().removeLifecycleListener(this.lifecycleListener);
		}
		cancel(this.listening);
		this.silence.retain(Set.of()).forEach(this.liveness::unwatch);
		this.formedIn = null;
		this.known.keySet().forEach(this.liveness::unwatch);
		this.known.clear();
		this.dropped.clear();
		publish();
	}

	/** Called by Hazelcast's threads: hands over. */
	private void hint() {
		hand(this::look);
	}

	private void hand(Runnable task) {
		try {
			this.owner.execute(task);
		}
		catch (RejectedExecutionException ex) {
			log.debug("A change of the membership came after the end");
		}
	}

	private void lifecycle(HazelcastInstance source, LifecycleEvent event) {
		if (event.getState() == LifecycleState.MERGED) {
			hint();
		}
		else if (event.getState() == LifecycleState.SHUTDOWN) {
			hand(() -> memberLost(source));
		}
	}

	private void listen() {
		List<String> others = this.known.values()
			.stream()
			.filter((each) -> !each.local())
			.map(ClusterMember::id)
			.toList();
		if (this.silence.look(others)) {
			look();
		}
	}

	private void look() {
		HazelcastInstance followed = this.member;
		if (followed == null) {
			return;
		}
		try {
			compare(read(followed));
		}
		catch (HazelcastInstanceNotActiveException ex) {
			log.debug("The member went while its members were read");
		}
	}

	private void compare(List<ClusterMember> now) {
		Map<String, ClusterMember> before = new LinkedHashMap<>(this.known);
		this.known.clear();
		now.forEach((each) -> this.known.put(each.id(), each));
		List<ClusterMember> joined = without(this.known.values(), before);
		List<ClusterMember> left = without(before.values(), this.known).stream().filter(this::reallyLeft).toList();
		this.dropped.keySet().removeIf((id) -> now.stream().anyMatch((each) -> each.id().equals(id)));
		left.forEach((each) -> left(each, DepartureKind.UNREACHABLE));
		joined.forEach((each) -> this.news.joined(each, this.known.size()));
		this.news.quorum(publish(), this.known.size());
		this.news.tell();
	}

	/**
	 * Hazelcast drops members for a moment when clusters merge: while the member's beats
	 * are heard, it stays, and is looked at again.
	 */
	private boolean reallyLeft(ClusterMember member) {
		Instant since = this.dropped.computeIfAbsent(member.id(), (id) -> this.clock.instant());
		boolean alive = this.liveness.heardWithin(member.id(), Silence.FRESH)
				&& this.clock.instant().isBefore(since.plus(DROPPED_FOR));
		if (alive) {
			this.known.put(member.id(), member);
			this.relook = this.owner.schedule(this::look, RELOOK.toMillis(), TimeUnit.MILLISECONDS);
		}
		else {
			this.dropped.remove(member.id());
		}
		return !alive;
	}

	private void proved(String id, DepartureKind kind) {
		ClusterMember member = this.known.remove(id);
		this.liveness.unwatch(id);
		this.whole.gone(id);
		if (member != null) {
			this.gone.add(id);
			this.feed.forget(id);
			left(member, kind);
			this.news.quorum(publish(), this.known.size());
			this.news.tell();
		}
	}

	private static List<ClusterMember> without(Collection<ClusterMember> members, Map<String, ClusterMember> others) {
		return members.stream().filter((each) -> !others.containsKey(each.id())).toList();
	}

	private void left(ClusterMember member, DepartureKind kind) {
		if (!this.silence.isSilent(member.id())) {
			this.liveness.unwatch(member.id());
		}
		this.news.left(member, kind, this.known.size());
	}

	private Quorum publish() {
		Quorum quorum = this.known.isEmpty() ? new Quorum(this.view.quorum().required(), false)
				: this.whole.update(this.known.keySet());
		this.view = new View(state(quorum), List.copyOf(this.known.values()), quorum, this.news.departures(),
				this.formedIn);
		this.addresses.keySet().retainAll(this.known.keySet());
		this.feed.members(this.addresses);
		synchronized (this.changed) {
			this.changed.notifyAll();
		}
		return quorum;
	}

	private ClusterState state(Quorum quorum) {
		if (this.formedIn == null) {
			return ClusterState.FORMING;
		}
		if (!quorum.present()) {
			return ClusterState.CRITICAL;
		}
		return (this.known.size() < this.whole.size()) ? ClusterState.DEGRADED : ClusterState.HEALTHY;
	}

	private List<ClusterMember> read(HazelcastInstance member) {
		List<ClusterMember> members = new ArrayList<>();
		Set<String> listed = new HashSet<>();
		for (Member each : member.getCluster().getMembers()) {
			String id = MemberAttributes.id(each);
			listed.add(id);
			if (this.gone.contains(id)) {
				continue;
			}
			watch(each, id);
			if (!this.silence.isSilent(id)) {
				members.add(new ClusterMember(id, MemberAttributes.name(each), MemberAttributes.address(each),
						each.localMember(), members.isEmpty()));
				InetSocketAddress address = MemberAttributes.socketAddress(each);
				if (address != null) {
					this.addresses.put(id, address);
				}
			}
		}
		this.gone.retainAll(listed);
		this.silence.retain(listed).forEach(this.liveness::unwatch);
		return members;
	}

	private void watch(Member member, String id) {
		InetSocketAddress address = MemberAttributes.liveness(member);
		if (!member.localMember() && address != null && !this.liveness.watches(id)) {
			this.liveness.watch(id, address);
		}
	}

	/** Hands over what the liveness thread proved. */
	private final class Proofs implements Liveness.Listener {

		@Override
		public void crashed(String id) {
			if (Membership.this.proofs) {
				hand(() -> proved(id, DepartureKind.CRASHED));
			}
		}

		@Override
		public void saidFarewell(String id) {
			hand(() -> proved(id, DepartureKind.GRACEFUL));
		}

	}

	/** Tells that there is something to look at. */
	private final class Hint implements MembershipListener {

		@Override
		public void memberAdded(MembershipEvent event) {
			hint();
		}

		@Override
		public void memberRemoved(MembershipEvent event) {
			hint();
		}

	}

}
