package io.foundation.test;

import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.context.AnnotatedClassFinder;
import org.springframework.util.Assert;

/**
 * Gives tests their cluster, and failures what its nodes wrote. A cluster is kept in the
 * store of the method or class it belongs to, which closes it.
 */
class ClusterExtension implements ParameterResolver, ExecutionCondition, TestExecutionExceptionHandler,
		LifecycleMethodExecutionExceptionHandler {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
		.create(ClusterExtension.class);

	private static final Pattern INVOCATION = Pattern.compile("template-invocation:#(\\d+)");

	private final NamespacesCondition namespaces = new NamespacesCondition();

	@Override
	public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
		return ExtensionContextScope.TEST_METHOD;
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (annotation(context).filter(ClusterTest::network).isEmpty()) {
			return ConditionEvaluationResult.enabled("the cluster needs no network of its own");
		}
		return this.namespaces.evaluateExecutionCondition(context);
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Cluster.class;
	}

	@Override
	public Cluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
		ClusterTest test = annotation(context)
			.orElseThrow(() -> new ParameterResolutionException("No @ClusterTest on " + context.getDisplayName()));
		ExtensionContext owner = owner(context, test);
		return owner.getStore(NAMESPACE).computeIfAbsent(Cluster.class, (key) -> start(test, owner), Cluster.class);
	}

	private static Optional<ClusterTest> annotation(ExtensionContext context) {
		return onMethod(context).or(() -> context.getTestClass()
			.flatMap((type) -> AnnotationSupport.findAnnotation(type, ClusterTest.class,
					context.getEnclosingTestClasses())));
	}

	private static Optional<ClusterTest> onMethod(ExtensionContext context) {
		return AnnotationSupport.findAnnotation(context.getTestMethod(), ClusterTest.class);
	}

	private static ExtensionContext owner(ExtensionContext context, ClusterTest test) {
		if (onMethod(context).isPresent() || test.lifecycle() == ClusterTest.Lifecycle.PER_METHOD) {
			if (context.getTestMethod().isEmpty()) {
				throw new ParameterResolutionException("Here is no test method yet: a cluster for "
						+ context.getDisplayName() + " needs lifecycle = PER_CLASS");
			}
			return context;
		}
		return annotatedClass(context);
	}

	/** The outermost class that has the same annotation, for nested classes share it. */
	private static ExtensionContext annotatedClass(ExtensionContext context) {
		ExtensionContext owner = context;
		for (Optional<ExtensionContext> parent = Optional.of(context); parent
			.isPresent(); parent = parent.get().getParent()) {
			if (parent.get().getTestMethod().isEmpty() && isSame(parent.get(), context)) {
				owner = parent.get();
			}
		}
		return owner;
	}

	private static boolean isSame(ExtensionContext candidate, ExtensionContext context) {
		return candidate.getTestClass().isPresent() && annotation(candidate).equals(annotation(context));
	}

	private static Cluster start(ClusterTest test, ExtensionContext owner) {
		ClusterBuilder builder = Cluster.of(application(test, owner.getRequiredTestClass()))
			.nodes(test.nodes())
			.mode(test.mode())
			.properties(test.properties())
			.jvmArguments(test.jvmArguments())
			.startTimeout(startTimeout(test));
		if (test.network()) {
			builder.network();
		}
		Path directory = logDirectory(builder.logDirectory, owner);
		return builder.logDirectory(directory).start();
	}

	private static Path logDirectory(Path parent, ExtensionContext owner) {
		Path directory = parent.resolve(owner.getRequiredTestClass().getName());
		return owner.getTestMethod()
			.map((method) -> directory.resolve(method.getName() + invocation(owner)))
			.orElse(directory);
	}

	/** The number of a parameterized or repeated test, each of which has its own logs. */
	private static String invocation(ExtensionContext context) {
		Matcher number = INVOCATION.matcher(context.getUniqueId());
		return number.find() ? "-" + number.group(1) : "";
	}

	private static Duration startTimeout(ClusterTest test) {
		return DurationStyle.detectAndParse(test.startTimeout());
	}

	private static Class<?> application(ClusterTest test, Class<?> testClass) {
		if (test.application() != Void.class) {
			return test.application();
		}
		Class<?> found = new AnnotatedClassFinder(SpringBootConfiguration.class).findFromClass(testClass);
		Assert.state(found != null, () -> "No @SpringBootConfiguration in the package of " + testClass.getName()
				+ " or above: set @ClusterTest(application = …)");
		return found;
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw withLogs(context, failure);
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw withLogs(context, failure);
	}

	@Override
	public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw withLogs(context, failure);
	}

	@Override
	public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw withLogs(context, failure);
	}

	@Override
	public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		throw withLogs(context, failure);
	}

	private static Throwable withLogs(ExtensionContext context, Throwable failure) {
		// The store of a method falls back to that of its class.
		Cluster cluster = context.getStore(NAMESPACE).get(Cluster.class, Cluster.class);
		if (cluster == null || failure instanceof TestAbortedException) {
			return failure;
		}
		Map<String, String> logs = new LinkedHashMap<>();
		cluster.nodes().forEach((node) -> logs.put(node.name(), node.log().file().toAbsolutePath().toString()));
		context.publishReportEntry(logs);
		if (!(failure instanceof NodeFailedException)) {
			failure.addSuppressed(new AtFailure(cluster.describe()));
		}
		return failure;
	}

	/**
	 * What the nodes saw and wrote when a test failed.
	 */
	private static final class AtFailure extends Exception {

		@Serial
		private static final long serialVersionUID = 1L;

		AtFailure(String nodes) {
			super(nodes, null, false, false);
		}

	}

}
