package io.foundation.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects decisions, and logs each once.
 */
final class Decisions {

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final List<Decision> made = new CopyOnWriteArrayList<>();

	/**
	 * Takes a decision down; one on the same subject and with the same choice is not
	 * repeated.
	 */
	void add(String subject, String choice, String reason) {
		Decision decision = new Decision(subject, choice, reason);
		if (!this.made.contains(decision)) {
			this.made.removeIf((earlier) -> earlier.subject().equals(subject));
			this.made.add(decision);
			log.atInfo()
				.addKeyValue("subject", subject)
				.addKeyValue("choice", choice)
				.addKeyValue("reason", reason)
				.log("Decided {}: {}, because {}", subject, choice, reason);
		}
	}

	List<Decision> made() {
		return List.copyOf(this.made);
	}

}
