package io.foundation.actuate;

import java.util.Locale;

import io.foundation.cluster.ClusterState;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.Quorum;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Up while a quorum is present, even if members are missing; down without a quorum or
 * without a member.
 */
final class ClusterHealthIndicator extends AbstractHealthIndicator {

	private final FoundationCluster cluster;

	ClusterHealthIndicator(FoundationCluster cluster) {
		super("The health of the cluster could not be told");
		this.cluster = cluster;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ClusterState state = this.cluster.state();
		Quorum quorum = this.cluster.quorum();
		boolean up = state == ClusterState.HEALTHY || state == ClusterState.DEGRADED;
		(up ? builder.up() : builder.down()).withDetail("state", state.name().toLowerCase(Locale.ROOT))
			.withDetail("cluster", this.cluster.name())
			.withDetail("members", this.cluster.members().size())
			.withDetail("quorumRequired", quorum.required())
			.withDetail("quorumPresent", quorum.present());
	}

}
