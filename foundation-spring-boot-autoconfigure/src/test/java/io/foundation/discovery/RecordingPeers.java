package io.foundation.discovery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.foundation.cluster.Peer;
import io.foundation.cluster.Peers;
import io.foundation.cluster.RefusedPeer;

/**
 * Remembers what a source reports.
 */
final class RecordingPeers implements Peers {

	final List<Peer> found = new CopyOnWriteArrayList<>();

	final List<Peer> gone = new CopyOnWriteArrayList<>();

	final List<RefusedPeer.Reason> refused = new CopyOnWriteArrayList<>();

	final List<String> refusedAddresses = new CopyOnWriteArrayList<>();

	final List<String> details = new CopyOnWriteArrayList<>();

	@Override
	public void found(Peer peer) {
		this.found.add(peer);
	}

	@Override
	public void gone(Peer peer) {
		this.gone.add(peer);
	}

	@Override
	public void refused(String address, RefusedPeer.Reason reason, String detail) {
		this.refusedAddresses.add(address);
		this.details.add(detail);
		this.refused.add(reason);
	}

}
