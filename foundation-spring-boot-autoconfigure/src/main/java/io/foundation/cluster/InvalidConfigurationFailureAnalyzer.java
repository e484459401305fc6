package io.foundation.cluster;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Names the property and the remedy; ahead of Boot's own analyzer of binding failures,
 * which would find the same exception and say less.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class InvalidConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfigurationException cause) {
		return new FailureAnalysis(
				"Foundation cannot start with '%s': %s.".formatted(cause.property(), cause.getMessage()),
				cause.remedy(), rootFailure);
	}

}
