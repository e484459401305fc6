package io.foundation.channel;

import java.util.Map;

import io.foundation.cluster.ClusterFormed;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.event.EventListener;

/**
 * Opens the channels again on a member that replaces a lost one: it knows nothing of the
 * lost one's listeners.
 */
class MemberFollower {

	private final ListableBeanFactory beans;

	MemberFollower(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@EventListener(ClusterFormed.class)
	void reopen() {
		Map<String, ClusterChannel> channels = this.beans.getBeansOfType(ClusterChannel.class, true, false);
		channels.values().stream().filter(ClusterChannel::isRunning).forEach(ClusterChannel::start);
	}

}
