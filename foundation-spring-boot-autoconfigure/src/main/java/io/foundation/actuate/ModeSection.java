package io.foundation.actuate;

import java.util.List;
import java.util.Locale;

import io.foundation.cluster.Decision;
import io.foundation.cluster.FoundationCluster;
import org.jspecify.annotations.Nullable;

/**
 * The mode and every decision with its reason.
 */
final class ModeSection implements Section {

	private final @Nullable String configured;

	private final FoundationCluster cluster;

	ModeSection(@Nullable String configured, FoundationCluster cluster) {
		this.configured = configured;
		this.cluster = cluster;
	}

	@Override
	public String name() {
		return "mode";
	}

	@Override
	public Content content() {
		return new Content(this.configured, this.cluster.mode().name().toLowerCase(Locale.ROOT),
				this.cluster.decisions());
	}

	record Content(@Nullable String configured, String effective, List<Decision> decisions) {

	}

}
