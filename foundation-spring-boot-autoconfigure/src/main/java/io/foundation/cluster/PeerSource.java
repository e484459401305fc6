package io.foundation.cluster;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

/**
 * A way to find peers. Beans of this type are asked to start when their strategy is
 * chosen; what they find is added to the addresses of Hazelcast's TCP-IP joiner, also
 * while the member runs. An application may bring its own.
 */
public interface PeerSource {

	/**
	 * The strategy that this source implements.
	 * @return the strategy
	 */
	Strategy strategy();

	/**
	 * Whether this source can work here; asked before {@link #start}, by the thread that
	 * starts the application: must return within milliseconds.
	 * @param scope how far the cluster reaches
	 * @param bindAddress the local address on which it would listen
	 * @return an empty string if it can, otherwise the reason why it cannot
	 */
	default String unavailable(Scope scope, InetAddress bindAddress) {
		return "";
	}

	/**
	 * Starts to make the local node known and to look for peers. Must return at once:
	 * what takes time goes to a thread of the source's own. Called by one thread at a
	 * time, and again, after {@link #stop}, when the member is rebuilt.
	 * @param self the local node
	 * @param peers where to report what is found
	 * @return completed when the first round of answers is in; the member's start waits
	 * for it, though not for long
	 */
	CompletionStage<?> start(LocalNode self, Peers peers);

	/**
	 * Stops, and gives back every thread and socket, quickly: what takes time goes on in
	 * the background.
	 */
	void stop();

}
