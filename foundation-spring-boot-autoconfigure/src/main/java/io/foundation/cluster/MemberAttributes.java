package io.foundation.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MemberAttributeConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What members tell each other about themselves through Hazelcast's member attributes,
 * which stay when clusters merge, unlike Hazelcast's UUID.
 */
final class MemberAttributes {

	private static final Logger log = LoggerFactory.getLogger(MemberAttributes.class);

	private static final String ID = "foundation.id";

	private static final String NAME = "foundation.name";

	private static final String LIVENESS = "foundation.liveness";

	private MemberAttributes() {
	}

	/**
	 * Adds the attributes to a configuration.
	 * @param liveness the address and port on which this process can be watched
	 */
	static void add(Config config, NodeIdentity identity, InetSocketAddress liveness) {
		MemberAttributeConfig attributes = config.getMemberAttributeConfig();
		attributes.setAttribute(ID, identity.instanceId());
		attributes.setAttribute(NAME, identity.memberName());
		attributes.setAttribute(LIVENESS, liveness.getAddress().getHostAddress() + ":" + liveness.getPort());
	}

	/**
	 * Where the member's process can be watched.
	 * @return the address, or {@code null} if it does not say, or says nonsense
	 */
	static @Nullable InetSocketAddress liveness(Member member) {
		String text = member.getAttribute(LIVENESS);
		int colon = (text != null) ? text.lastIndexOf(':') : -1;
		if (text == null || colon < 1) {
			return null;
		}
		try {
			return new InetSocketAddress(InetAddress.getByName(text.substring(0, colon)),
					Integer.parseInt(text.substring(colon + 1)));
		}
		catch (UnknownHostException | IllegalArgumentException ex) {
			log.warn("Member {} has no usable address for its liveness port: {}", member.getAddress(), text);
			return null;
		}
	}

	/**
	 * Where the member's Hazelcast listens.
	 * @return the address, or {@code null} if its host name means nothing here
	 */
	static @Nullable InetSocketAddress socketAddress(Member member) {
		try {
			return member.getAddress().getInetSocketAddress();
		}
		catch (UnknownHostException ex) {
			log.debug("The address of member {} cannot be resolved", member.getAddress(), ex);
			return null;
		}
	}

	static String id(Member member) {
		String id = member.getAttribute(ID);
		return (id != null) ? id : member.getUuid().toString();
	}

	static String name(Member member) {
		String name = member.getAttribute(NAME);
		return (name != null) ? name : address(member);
	}

	static String address(Member member) {
		return member.getAddress().getHost() + ":" + member.getAddress().getPort();
	}

}
