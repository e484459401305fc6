package io.foundation.test;

import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterExtension}, with tests that are run by these tests.
 */
class ClusterExtensionIT {

	private final Reports reports = new Reports();

	@Test
	void failureBearsTheNodesViewsAndLogs() {
		TestExecutionSummary summary = run(FailingCase.class);
		assertThat(summary.getFailures()).hasSize(1);
		Throwable failure = summary.getFailures().get(0).getException();
		assertThat(failure).hasMessage("as expected");
		assertThat(failure.getSuppressed()).hasSize(1);
		assertThat(failure.getSuppressed()[0].getMessage()).contains("node-1 runs; its view: ClusterView[",
				"Started TestApplication", "something to remember");
		assertThat(this.reports.last).hasEntrySatisfying("node-1",
				(log) -> assertThat(log).endsWith("cluster-logs/" + FailingCase.class.getName() + "/fails/node-1.log"));
	}

	@Test
	void clusterOfAClassIsSharedWithNestedClasses() {
		TestExecutionSummary summary = run(SharingCase.class);
		assertThat(summary.getFailures()).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
	}

	@Test
	void eachRepetitionHasItsClusterAndLogs() {
		TestExecutionSummary summary = run(RepeatedCase.class);
		assertThat(summary.getFailures()).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(2);
	}

	@Test
	void clusterOfAMethodIsNotGivenBeforeThereIsOne() {
		TestExecutionSummary summary = run(TooEarlyCase.class);
		assertThat(summary.getFailures()).hasSize(1);
		assertThat(summary.getFailures().get(0).getException()).hasMessageContaining("lifecycle = PER_CLASS");
	}

	private TestExecutionSummary run(Class<?> type) {
		SummaryGeneratingListener summary = new SummaryGeneratingListener();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(DiscoverySelectors.selectClass(type))
			.build();
		LauncherFactory.create().execute(request, summary, this.reports);
		return summary.getSummary();
	}

	private static final class Reports implements TestExecutionListener {

		private Map<String, String> last = Map.of();

		@Override
		public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
			this.last = entry.getKeyValuePairs();
		}

	}

	@ClusterTest(nodes = 1)
	static class FailingCase {

		@Test
		void fails(Cluster cluster) {
			cluster.node(1).run((context) -> System.out.append("something to remember\n").flush());
			throw new AssertionError("as expected");
		}

	}

	@ClusterTest(nodes = 1, lifecycle = ClusterTest.Lifecycle.PER_CLASS)
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class SharingCase {

		private static Cluster before;

		@BeforeAll
		static void remember(Cluster cluster) {
			before = cluster;
		}

		@Test
		void hasTheSame(Cluster cluster) {
			assertThat(cluster).isSameAs(before);
		}

		@Nested
		class Within {

			@Test
			void hasTheSame(Cluster cluster) {
				assertThat(cluster).isSameAs(before);
				assertThat(cluster.size()).isEqualTo(1);
			}

		}

	}

	static class RepeatedCase {

		@RepeatedTest(2)
		@ClusterTest(nodes = 1, application = TestApplication.class, properties = "test.greeting=hello")
		void hasItsOwn(Cluster cluster, RepetitionInfo repetition) {
			assertThat(cluster.node(1).properties()).containsEntry("test.greeting", "hello");
			assertThat(cluster.node(1).log().file().getParent().getFileName())
				.hasToString("hasItsOwn-" + repetition.getCurrentRepetition());
		}

	}

	@ClusterTest(nodes = 1)
	static class TooEarlyCase {

		@BeforeAll
		static void tooEarly(Cluster cluster) {
			cluster.awaitOneCluster();
		}

		@Test
		void doesNotRun() {
			throw new AssertionError();
		}

	}

}
