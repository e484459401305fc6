package io.foundation.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.foundation.cluster.ClusterProperties.FailureDetection;
import io.foundation.cluster.ClusterProperties.FailureDetection.CrashProof;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class PropertyChecksTests {

	@ParameterizedTest
	@ValueSource(strings = { "shop", "Shop 2.0", "bücher", "a", "io.foundation.sample.SampleApplication" })
	void takesLegalNames(String name) {
		assertThatNoException().isThrownBy(() -> PropertyChecks.name("p", name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-shop", "shop/orders", "shop\n", "shop:1", "<script>", "shop@5.7",
			"0123456789012345678901234567890123456789012345678" })
	void refusesOtherNamesAndNamesTheProperty(String name) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PropertyChecks.name("foundation.cluster.name", name))
			.satisfies((ex) -> assertThat(ex.property()).isEqualTo("foundation.cluster.name"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "shop/orders", "  ", "", "$$$", "a very long name of an application that nobody would choose",
					"größer als achtundvierzig Bytes, mit Umlauten: äöüäöüäöüäöü" })
	void makesALegalNameOfAnything(String name) {
		String legal = PropertyChecks.legalName(name);
		assertThatNoException().isThrownBy(() -> PropertyChecks.name("p", legal));
		assertThat(legal.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(PropertyChecks.MAX_NAME_BYTES);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "   ", " secret-with-space", "secret\n", "secret\u0000x", "${FOUNDATION_SECRET}" })
	void refusesMalformedSecretsWithoutPrintingThem(String secret) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> PropertyChecks.secret("foundation.cluster.secret", secret))
			.satisfies((ex) -> {
				assertThat(ex.property()).isEqualTo("foundation.cluster.secret");
				assertThat(ex.getMessage() + ex.remedy()).doesNotContain("secret-with-space");
			});
	}

	@Test
	void takesASecret() {
		assertThatNoException().isThrownBy(() -> PropertyChecks.secret("p", "correct horse battery staple"));
	}

	@ParameterizedTest
	@ValueSource(longs = { 0, 500, 1500 })
	void refusesHeartbeatsThatAreNoWholeSeconds(long millis) {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new FailureDetection(Duration.ofMillis(millis), Duration.ofSeconds(5), CrashProof.NONE));
	}

	@Test
	void refusesATimeoutOfLessThanTwoHeartbeats() {
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> new FailureDetection(Duration.ofSeconds(2), Duration.ofSeconds(3), CrashProof.NONE))
			.withMessageContaining("less than two heartbeats");
	}

}
