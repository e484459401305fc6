package io.foundation.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.Departure;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.Quorum;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as this member sees it.
 */
final class ClusterSection implements Section {

	private final FoundationCluster cluster;

	ClusterSection(FoundationCluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public String name() {
		return "cluster";
	}

	@Override
	public Content content() {
		FoundationCluster seen = this.cluster;
		return new Content(seen.name(), keyword(seen.state()), strategy(), strategies(), keyword(seen.scope()),
				seen.formedIn().map(Duration::toMillis).orElse(null), seen.quorum(), seen.localMember().id(),
				seen.members(), seen.departures().stream().map(Left::of).toList(),
				seen.refusedPeers().stream().map(Refused::of).toList());
	}

	private @Nullable String strategy() {
		return strategies().stream().findFirst().orElse(null);
	}

	private List<String> strategies() {
		return this.cluster.strategies().stream().map(Strategy::keyword).toList();
	}

	private static String keyword(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	record Content(String name, String state, @Nullable String strategy, List<String> strategies, String scope,
			@Nullable Long formedInMs, Quorum quorum, String localMember, List<ClusterMember> members,
			List<Left> departures, List<Refused> refused) {

	}

	record Left(String id, String name, String kind, Instant at) {

		static Left of(Departure departure) {
			return new Left(departure.id(), departure.name(), departure.kind().keyword(), departure.at());
		}

	}

	record Refused(String address, String reason, String detail, long count, Instant lastSeen) {

		static Refused of(RefusedPeer peer) {
			return new Refused(peer.address(), keyword(peer.reason()), peer.detail(), peer.count(), peer.lastSeen());
		}

	}

}
