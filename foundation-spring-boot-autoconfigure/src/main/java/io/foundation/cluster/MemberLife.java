package io.foundation.cluster;

import com.hazelcast.core.HazelcastInstance;

/**
 * Who starts and stops the Hazelcast member.
 */
interface MemberLife {

	/**
	 * Begins to start the member, in the background.
	 */
	void begin();

	/**
	 * The member, waiting for it if it is starting.
	 * @throws RuntimeException if it could not start, or is stopped
	 */
	HazelcastInstance await();

	/**
	 * The address it has, or is going to have.
	 */
	String address();

	/**
	 * Tells what becomes of the member; called before {@link #begin}.
	 */
	void listen(Listener listener);

	/**
	 * Stops the member if it is Foundation's, and gives back what it took.
	 */
	void end();

	/**
	 * What becomes of the member after its first start. Called by the thread that owns
	 * it.
	 */
	interface Listener {

		/**
		 * The member is gone, and another one is going to be started.
		 */
		void lost(HazelcastInstance member);

		/**
		 * Another member is up in its place.
		 */
		void replaced(HazelcastInstance member);

	}

}
