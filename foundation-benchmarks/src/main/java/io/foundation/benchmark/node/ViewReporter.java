package io.foundation.benchmark.node;

import java.util.List;

import io.foundation.cluster.ClusterChange;
import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.FoundationCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * Writes each view of the cluster that differs from the one before, as the application
 * sees it. Called by one thread, Foundation's.
 */
class ViewReporter {

	private static final Logger log = LoggerFactory.getLogger(ViewReporter.class);

	private final FoundationCluster cluster;

	private String last = "";

	ViewReporter(FoundationCluster cluster) {
		this.cluster = cluster;
	}

	@EventListener
	void changed(ClusterChange change) {
		String view = describe(this.cluster.members());
		if (!view.equals(this.last)) {
			this.last = view;
			log.info("Sees {}.", view);
		}
	}

	// The oldest tells clusters apart while there is more than one.
	private static String describe(List<ClusterMember> members) {
		return members.size() + " member(s), oldest " + (members.isEmpty() ? "none" : members.get(0).id());
	}

}
