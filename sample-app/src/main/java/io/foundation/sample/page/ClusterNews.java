package io.foundation.sample.page;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.foundation.cluster.ClusterFormed;
import io.foundation.cluster.ClusterLost;
import io.foundation.cluster.ClusterState;
import io.foundation.cluster.DepartureKind;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.MemberJoined;
import io.foundation.cluster.MemberLeft;
import io.foundation.cluster.QuorumLost;
import io.foundation.cluster.QuorumRestored;
import io.foundation.sample.order.OrderPlaced;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the pages what happens: the cluster's application events at once, and what has no
 * event of its own (state, quorum, refused peers) within a second.
 */
@Component
class ClusterNews {

	private final FoundationCluster cluster;

	private final LivePages pages;

	/** What the pages show; guarded by this object's monitor. */
	private @Nullable ClusterView shown;

	ClusterNews(FoundationCluster cluster, LivePages pages) {
		this.cluster = cluster;
		this.pages = pages;
	}

	@EventListener
	void formed(ClusterFormed event) {
		this.pages.record("formed",
				"In a cluster of " + members(event.members().size()) + " after " + event.took().toMillis() + " ms");
		refresh();
	}

	@EventListener
	void joined(MemberJoined event) {
		this.pages.record("joined",
				event.member().name() + " joined from " + event.member().address() + ": " + members(event.size()));
		refresh();
	}

	@EventListener
	void left(MemberLeft event) {
		this.pages.record(event.kind().keyword(),
				event.member().name() + " " + how(event.kind()) + ": " + members(event.size()));
		refresh();
	}

	@EventListener
	void lost(ClusterLost event) {
		this.pages.record("lost", "This node's member is gone; another one is starting");
		refresh();
	}

	@EventListener
	void quorumLost(QuorumLost event) {
		this.pages.record("quorum-lost", "Quorum lost: " + event.quorum().required() + " required");
		refresh();
	}

	@EventListener
	void quorumRestored(QuorumRestored event) {
		this.pages.record("quorum-restored", "Quorum restored: " + event.quorum().required() + " required");
		refresh();
	}

	@EventListener
	void placed(OrderPlaced event) {
		this.pages.tell("order", event.order());
	}

	@Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
	synchronized void refresh() {
		ClusterView before = this.shown;
		ClusterView now = ClusterView.of(this.cluster);
		if (now.equals(before)) {
			return;
		}
		this.shown = now;
		if (before != null && before.state() != now.state()) {
			this.pages.record(keyword(now.state()), "The cluster is " + keyword(now.state()));
		}
		this.pages.show(now);
	}

	/** Lets both ends notice a connection that is dead. */
	@Scheduled(fixedRate = 10, timeUnit = TimeUnit.SECONDS)
	void beat() {
		this.pages.tell("beat", Map.of());
	}

	private static String how(DepartureKind kind) {
		return switch (kind) {
			case GRACEFUL -> "left";
			case CRASHED -> "crashed";
			case UNREACHABLE -> "is unreachable";
		};
	}

	private static String members(int count) {
		return (count == 1) ? "1 member" : count + " members";
	}

	private static String keyword(ClusterState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

}
