package io.foundation.sample.it;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.foundation.sample.it.Jdks.Jdk;
import io.foundation.test.NodeGroup;
import io.foundation.test.NodeProcess;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The sample on the JDK of the build and on the newest that is installed, with and
 * without what Spring prepared ahead of time.
 */
class RuntimesIT {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void ownJdk(boolean aheadOfTime) {
		formQuietly(Jdks.own(), aheadOfTime);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void newestJdk(boolean aheadOfTime) {
		Jdk newest = Jdks.newest().orElseGet(Jdks::own);
		assumeTrue(newest.version() > Jdks.own().version(),
				"no JDK newer than the build's own, " + Jdks.own().version() + ", is installed");
		formQuietly(newest, aheadOfTime);
	}

	private void formQuietly(Jdk jdk, boolean aheadOfTime) {
		Sample sample = Sample.cluster("jdk" + jdk.version());
		try (NodeGroup group = new NodeGroup()) {
			List<NodeProcess> nodes = group.start(Stream.of("a", "b")
				.map((name) -> sample.quickNode(name)
					.javaHome(jdk.home())
					.jvmOptions("-Dspring.aot.enabled=" + aheadOfTime)
					.build())
				.toList());
			group.awaitReady(Duration.ofSeconds(180));
			group.awaitOneCluster(nodes, Duration.ofSeconds(60));
			assertThat(nodes).allSatisfy((node) -> {
				assertThat(node.log().linesWith("using Java " + jdk.version())).hasSize(1);
				assertThat(!node.log().linesWith("Starting AOT-processed SampleApplication").isEmpty())
					.isEqualTo(aheadOfTime);
				assertThat(Sample.problems(node)).isEmpty();
			});
		}
	}

}
