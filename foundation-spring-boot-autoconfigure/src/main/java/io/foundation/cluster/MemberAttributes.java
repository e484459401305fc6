package io.foundation.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.MemberAttributeConfig;

/**
 * What members tell each other about themselves through Hazelcast's member attributes,
 * which stay when clusters merge, unlike Hazelcast's UUID.
 */
final class MemberAttributes {

	private static final String ID = "foundation.id";

	private static final String NAME = "foundation.name";

	private MemberAttributes() {
	}

	static void add(Config config, NodeIdentity identity) {
		MemberAttributeConfig attributes = config.getMemberAttributeConfig();
		attributes.setAttribute(ID, identity.instanceId());
		attributes.setAttribute(NAME, identity.memberName());
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
