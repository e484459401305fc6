package io.foundation.cluster;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says where to look when Hazelcast refuses to start.
 */
class MemberStartFailureAnalyzer extends AbstractFailureAnalyzer<MemberStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MemberStartException cause) {
		Throwable reason = (cause.getCause() != null) ? cause.getCause() : cause;
		return new FailureAnalysis("%s: %s".formatted(cause.getMessage(), reason),
				"Look for Hazelcast's own messages above (loggers 'com.hazelcast'), and for the configuration that"
						+ " Foundation made with 'logging.level.io.foundation.cluster=debug'. A HazelcastConfigCustomizer"
						+ " bean changes it; 'foundation.enabled=false' starts the application without a member.",
				rootFailure);
	}

}
