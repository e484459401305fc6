package io.foundation.cluster;

/**
 * Where a {@link PeerSource} reports what it finds. All methods return at once and may be
 * called by any thread, repeatedly for the same peer.
 */
public interface Peers {

	/**
	 * A member of this cluster is, or will soon be, at this address: Hazelcast's TCP-IP
	 * joiner is told to look there.
	 * @param peer the peer
	 */
	void found(Peer peer);

	/**
	 * Nobody is at this address any more: it is forgotten, unless a member is there.
	 * @param peer the peer
	 */
	void gone(Peer peer);

	/**
	 * A node was found that must stay out. It is counted, shown by the endpoint, and
	 * logged the first time. Nodes of other clusters are nobody's business and not
	 * reported.
	 * @param address where it is, for the reader of the log
	 * @param reason why it is refused
	 * @param detail the reason in words, naming the property that would change it
	 */
	void refused(String address, RefusedPeer.Reason reason, String detail);

}
