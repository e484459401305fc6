package io.foundation.cluster;

import java.util.function.Consumer;
import java.util.function.Supplier;

import com.hazelcast.cluster.Endpoint;
import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's own member: taken as it is, never shut down here.
 */
final class UserMemberLife implements MemberLife {

	private static final Logger log = LoggerFactory.getLogger(UserMemberLife.class);

	private final Supplier<HazelcastInstance> source;

	private final String beanName;

	private final Consumer<HazelcastInstance> end;

	private @Nullable HazelcastInstance instance;

	/**
	 * Creates the life of an instance that has an owner, or of one made of the user's
	 * configuration, which has none.
	 * @param beanName the bean to name in messages
	 * @param source where the instance comes from; asked once
	 * @param end what to do with it in the end
	 */
	UserMemberLife(String beanName, Supplier<HazelcastInstance> source, Consumer<HazelcastInstance> end) {
		this.beanName = beanName;
		this.source = source;
		this.end = end;
	}

	@Override
	public void begin() {
		// Created by whoever owns it, when it is needed.
	}

	@Override
	public synchronized HazelcastInstance await() {
		HazelcastInstance known = this.instance;
		if (known == null) {
			known = this.source.get();
			check(known);
			this.instance = known;
		}
		return known;
	}

	@Override
	public String address() {
		return MemberAttributes.address(await().getCluster().getLocalMember());
	}

	@Override
	public void listen(Listener listener) {
		// Nobody but its owner may start another.
	}

	@Override
	public synchronized void end() {
		if (this.instance != null) {
			this.end.accept(this.instance);
		}
	}

	private void check(HazelcastInstance instance) {
		Endpoint endpoint = instance.getLocalEndpoint();
		if (!(endpoint instanceof Member)) {
			throw new InvalidConfigurationException("foundation.wizard.instance",
					"bean '" + this.beanName + "' is a Hazelcast client, but a member is needed",
					"Define a HazelcastInstance that is a member and name its bean in 'foundation.wizard.instance'; or"
							+ " set 'foundation.enabled' to 'false'.");
		}
		if (Boolean.parseBoolean(instance.getConfig()
			.getProperties()
			.getProperty("hazelcast.shutdownhook.enabled",
					System.getProperty("hazelcast.shutdownhook.enabled", "true")))) {
			log.warn(
					"The member of bean '{}' has hazelcast.shutdownhook.enabled=true: on SIGTERM Hazelcast's own hook"
							+ " stops it before this application can hand anything over; set it to false",
					this.beanName);
		}
	}

}
