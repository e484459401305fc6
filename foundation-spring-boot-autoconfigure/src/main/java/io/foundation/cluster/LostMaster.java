package io.foundation.cluster;

import java.util.function.Predicate;
import java.util.function.Supplier;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hazelcast 5.6 and 5.7 may forget who the master is: when a member is taken in just
 * while its search for a master gives up, it warns that the master cannot be set to null,
 * and sets it to null. Such a member hears nobody, leads a cluster of its own ten seconds
 * later, and merges after that. Joining again takes less than a second.
 */
final class LostMaster {

	/** It takes an overloaded machine, and there it may happen again. */
	private static final int TRIES = 5;

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private LostMaster() {
	}

	/**
	 * Joins, and again as long as the master was lost.
	 */
	static HazelcastInstance joinDespite(Supplier<HazelcastInstance> join) {
		return joinDespite(join, LostMaster::in);
	}

	static HazelcastInstance joinDespite(Supplier<HazelcastInstance> join, Predicate<HazelcastInstance> lost) {
		HazelcastInstance member = join.get();
		for (int tries = 1; tries < TRIES && lost.test(member); tries++) {
			log.atInfo()
				.addKeyValue("try", tries)
				.log("Hazelcast joined and forgot its master; ending this member, and joining again");
			member.getLifecycleService().terminate();
			member = join.get();
		}
		return member;
	}

	/**
	 * Whether a member that is up knows no master. Hazelcast's public interface does not
	 * tell; what is no member of its own making is taken as sound.
	 */
	static boolean in(HazelcastInstance member) {
		return member instanceof HazelcastInstanceProxy proxy && proxy.getOriginal().node.getMasterAddress() == null;
	}

}
