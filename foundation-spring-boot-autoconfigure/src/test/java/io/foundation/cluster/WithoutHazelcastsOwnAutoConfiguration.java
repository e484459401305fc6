package io.foundation.cluster;

import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

/**
 * Leaves out what hazelcast-spring 5.6 registers, which does not fit Spring Boot 4.
 */
class WithoutHazelcastsOwnAutoConfiguration implements AutoConfigurationImportFilter {

	@Override
	public boolean[] match(String[] classes, AutoConfigurationMetadata metadata) {
		boolean[] matches = new boolean[classes.length];
		for (int i = 0; i < classes.length; i++) {
			matches[i] = classes[i] == null || !classes[i].startsWith("com.hazelcast.spring.");
		}
		return matches;
	}

}
