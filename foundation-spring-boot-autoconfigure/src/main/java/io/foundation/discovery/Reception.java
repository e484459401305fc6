package io.foundation.discovery;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Strategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the records of other nodes and reports those that matter. Used by any thread.
 */
final class Reception {

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final LocalNode self;

	private final Strategy source;

	private final Peers peers;

	private final AtomicLong strangers = new AtomicLong();

	Reception(LocalNode self, Strategy source, Peers peers) {
		this.self = self;
		this.source = source;
		this.peers = peers;
	}

	/**
	 * Judges a record, and reports what it is.
	 * @param properties the properties of the record
	 * @param seenAt where it was seen, for the reader of the log
	 * @return the peer, if it is one
	 */
	Optional<Peer> receive(Map<String, String> properties, String seenAt) {
		Admission admission = Admission.judge(properties, this.self);
		if (admission instanceof Admission.Admitted admitted) {
			Peer peer = new Peer(admitted.address(), this.source);
			this.peers.found(peer);
			return Optional.of(peer);
		}
		if (admission instanceof Admission.Refused refused) {
			this.peers.refused(NodeRecord.text(refused.address()), refused.reason(), refused.detail());
		}
		else if (admission instanceof Admission.Malformed malformed) {
			malformed(seenAt, malformed.detail());
		}
		else if (admission instanceof Admission.Stranger) {
			log.debug("Ignored a node of another cluster at {}, number {} by {}", seenAt,
					this.strangers.incrementAndGet(), this.source.keyword());
		}
		return Optional.empty();
	}

	void malformed(String seenAt, String detail) {
		this.peers.refused(seenAt, RefusedPeer.Reason.MALFORMED, detail);
	}

	void gone(Peer peer) {
		this.peers.gone(peer);
	}

}
