package io.foundation.actuate;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.foundation.cluster.DepartureKind;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.MemberJoined;
import io.foundation.cluster.MemberLeft;
import io.foundation.cluster.RefusedPeer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.context.event.EventListener;

/**
 * The meters {@code foundation.cluster.*}.
 */
class ClusterMeters implements MeterBinder {

	private final FoundationCluster cluster;

	private final AtomicLong joins = new AtomicLong();

	private final Map<DepartureKind, AtomicLong> departures = new EnumMap<>(DepartureKind.class);

	ClusterMeters(FoundationCluster cluster) {
		this.cluster = cluster;
		for (DepartureKind kind : DepartureKind.values()) {
			this.departures.put(kind, new AtomicLong());
		}
	}

	@EventListener
	void joined(MemberJoined event) {
		this.joins.incrementAndGet();
	}

	@EventListener
	void left(MemberLeft event) {
		counter(event.kind()).incrementAndGet();
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("foundation.cluster.size", this.cluster, (seen) -> seen.members().size())
			.description("Members of the cluster, as this member sees it")
			.baseUnit("members")
			.register(registry);
		Gauge.builder("foundation.cluster.quorum", this.cluster, (seen) -> seen.quorum().present() ? 1 : 0)
			.description("1 while a quorum is present, otherwise 0")
			.register(registry);
		TimeGauge
			.builder("foundation.cluster.formation", this.cluster, TimeUnit.MILLISECONDS,
					(seen) -> seen.formedIn().map(Duration::toMillis).orElse(0L))
			.description("Time from the start of the member until it was part of a cluster; 0 until then")
			.register(registry);
		FunctionCounter.builder("foundation.cluster.joins", this.joins, AtomicLong::get)
			.description("Members that joined since this member is up")
			.baseUnit("members")
			.register(registry);
		bindDepartures(registry);
		bindRefusals(registry);
	}

	private void bindDepartures(MeterRegistry registry) {
		for (DepartureKind kind : DepartureKind.values()) {
			FunctionCounter.builder("foundation.cluster.departures", counter(kind), AtomicLong::get)
				.description("Members that left since this member is up, by how they went")
				.baseUnit("members")
				.tag("kind", kind.keyword())
				.register(registry);
		}
	}

	private void bindRefusals(MeterRegistry registry) {
		for (RefusedPeer.Reason reason : RefusedPeer.Reason.values()) {
			FunctionCounter.builder("foundation.cluster.refusals", this.cluster, (seen) -> seen.refusals(reason))
				.description("Records of nodes that were found and kept out, by why")
				.baseUnit("records")
				.tag("reason", reason.name().toLowerCase(Locale.ROOT))
				.register(registry);
		}
	}

	private AtomicLong counter(DepartureKind kind) {
		return this.departures.computeIfAbsent(kind, (each) -> new AtomicLong());
	}

}
