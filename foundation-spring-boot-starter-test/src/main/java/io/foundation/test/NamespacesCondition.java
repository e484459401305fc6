package io.foundation.test;

import java.io.UncheckedIOException;
import java.util.Locale;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whether this process may make network namespaces, found out by making one.
 */
class NamespacesCondition implements ExecutionCondition {

	private static final ConditionEvaluationResult result = evaluate();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return result;
	}

	private static ConditionEvaluationResult evaluate() {
		if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
			return ConditionEvaluationResult.disabled("network namespaces are a feature of Linux");
		}
		String probe = NetworkNames.name(0) + "-t";
		try {
			Tool.run("ip", "netns", "add", probe);
			try {
				Tool.run("ip", "netns", "exec", probe, "iptables", "-S");
			}
			finally {
				Tool.run("ip", "netns", "delete", probe);
			}
		}
		catch (IllegalStateException | UncheckedIOException ex) {
			return ConditionEvaluationResult
				.disabled("network namespaces need root, iproute2 and iptables: " + ex.getMessage());
		}
		return ConditionEvaluationResult.enabled("network namespaces can be made");
	}

}
