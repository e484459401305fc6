package io.foundation.discovery;

import javax.jmdns.JmDNS;

import io.foundation.cluster.InvalidConfigurationException;
import io.foundation.cluster.NodeIdentity;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Strategy;
import io.foundation.cluster.TestIdentities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.client.discovery.DiscoveryClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DiscoveryAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DiscoveryAutoConfiguration.class))
		.withBean(NodeIdentity.class, () -> TestIdentities.identity("shop", "5.7", null));

	@Test
	void offersASourceForEachStrategyThatIsNotHazelcastsOwn() {
		this.runner.run((context) -> assertThat(context.getBeansOfType(PeerSource.class).values())
			.extracting(PeerSource::strategy)
			.containsExactlyInAnyOrder(Strategy.MDNS, Strategy.LOOPBACK, Strategy.TCP, Strategy.DNS,
					Strategy.DISCOVERY_CLIENT));
	}

	@Test
	void startsNothingByItself() {
		this.runner.run((context) -> assertThat(Threads.startingWith("foundation-mdns", "foundation-loopback",
				"foundation-tcp", "foundation-dns", "foundation-discovery"))
			.isEmpty());
	}

	@Test
	void needsNeitherJmdnsNorSpringCloud() {
		this.runner.withClassLoader(new FilteredClassLoader(JmDNS.class, DiscoveryClient.class))
			.run((context) -> assertThat(context.getBeansOfType(PeerSource.class).values())
				.extracting(PeerSource::strategy)
				.containsExactlyInAnyOrder(Strategy.LOOPBACK, Strategy.TCP, Strategy.DNS));
	}

	@Test
	void disabledOffersNothing() {
		this.runner.withPropertyValues("foundation.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PeerSource.class));
	}

	@Test
	void theToolIsABeanButNoCandidate() {
		this.runner.withBean(Injected.class).run((context) -> {
			assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> context.getBean("foundationJmdns", JmDNS.class))
				.withMessageContaining("JmDNS is not running");
			assertThat(context.getBean(Injected.class).jmdns().getIfAvailable()).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "foundation.discovery.mdns.service-type, foundation",
			"foundation.discovery.mdns.service-type, _foundation._tcp.local",
			"foundation.discovery.mdns.service-type, _this-name-is-too-long._tcp.local.",
			"foundation.discovery.mdns.first-answer-timeout, 1h", "foundation.discovery.mdns.first-answer-timeout, -1s",
			"foundation.discovery.loopback.interval, 1ms", "foundation.cluster.members, host:port" })
	void badInputNamesTheProperty(String property, String value) {
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidConfigurationException.class,
						(ex) -> assertThat(ex.property()).isEqualTo(property)));
	}

	private record Injected(ObjectProvider<JmDNS> jmdns) {

	}

}
