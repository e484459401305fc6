package io.foundation.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.ClusterMode;
import io.foundation.cluster.ClusterState;
import io.foundation.cluster.Decision;
import io.foundation.cluster.Departure;
import io.foundation.cluster.DepartureKind;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.MemberJoined;
import io.foundation.cluster.MemberLeft;
import io.foundation.cluster.Quorum;
import io.foundation.cluster.RefusedPeer;
import io.foundation.cluster.Scope;
import io.foundation.cluster.Strategy;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class FoundationActuatorTests {

	private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

	private final FoundationCluster cluster = mock();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withBean(FoundationCluster.class, () -> this.cluster)
		.withConfiguration(AutoConfigurations.of(FoundationEndpointAutoConfiguration.class,
				FoundationHealthContributorAutoConfiguration.class, FoundationMetricsAutoConfiguration.class));

	@BeforeEach
	void aClusterOfTwo() {
		ClusterMember one = new ClusterMember("1", "shop-1", "127.0.0.1:5701", true, true);
		ClusterMember two = new ClusterMember("2", "shop-2", "127.0.0.1:5702", false, false);
		given(this.cluster.name()).willReturn("shop");
		given(this.cluster.mode()).willReturn(ClusterMode.MORTAL);
		given(this.cluster.state()).willReturn(ClusterState.HEALTHY);
		given(this.cluster.scope()).willReturn(Scope.HOST);
		given(this.cluster.strategies()).willReturn(List.of(Strategy.MDNS, Strategy.LOOPBACK));
		given(this.cluster.decisions()).willReturn(List.of(new Decision("strategy", "mdns", "multicast works")));
		given(this.cluster.quorum()).willReturn(new Quorum(2, true));
		given(this.cluster.localMember()).willReturn(one);
		given(this.cluster.members()).willReturn(List.of(one, two));
		given(this.cluster.formedIn()).willReturn(Optional.of(Duration.ofMillis(2113)));
		given(this.cluster.departures()).willReturn(List.of(new Departure("3", "shop-3", DepartureKind.CRASHED, AT)));
		given(this.cluster.refusedPeers())
			.willReturn(List.of(new RefusedPeer("192.0.2.7:5701", RefusedPeer.Reason.SECRET, "wrong secret", 4, AT)));
		given(this.cluster.refusals(RefusedPeer.Reason.SECRET)).willReturn(4L);
	}

	@Test
	void theEndpointIsAbsentUnlessExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FoundationEndpoint.class));
	}

	@Test
	void theEndpointShowsTheContract() {
		exposed().withPropertyValues("foundation.mode=mortal").run((context) -> {
			JsonNode json = json(context.getBean(FoundationEndpoint.class).foundation());
			assertThat(json.at("/mode/configured").asString()).isEqualTo("mortal");
			assertThat(json.at("/mode/effective").asString()).isEqualTo("mortal");
			assertThat(json.at("/mode/decisions/0/subject").asString()).isEqualTo("strategy");
			assertThat(json.at("/cluster")).isEqualTo(JsonMapper.shared()
				.readTree(
						"""
								{"name": "shop", "state": "healthy", "strategy": "mdns", "strategies": ["mdns", "loopback"],
								 "scope": "host", "formedInMs": 2113, "quorum": {"required": 2, "present": true}, "localMember": "1",
								 "members": [
								  {"id": "1", "name": "shop-1", "address": "127.0.0.1:5701", "local": true, "oldest": true},
								  {"id": "2", "name": "shop-2", "address": "127.0.0.1:5702", "local": false, "oldest": false}],
								 "departures": [{"id": "3", "name": "shop-3", "kind": "crashed", "at": "2026-11-23T10:00:00Z"}],
								 "refused": [{"address": "192.0.2.7:5701", "reason": "secret", "detail": "wrong secret", "count": 4,
								  "lastSeen": "2026-11-23T10:00:00Z"}]}
								"""));
		});
	}

	@Test
	void theEndpointShowsOneSectionAndNoneThatIsNotThere() {
		exposed().run((context) -> {
			FoundationEndpoint endpoint = context.getBean(FoundationEndpoint.class);
			assertThat(json(endpoint.section("cluster")).at("/name").asString()).isEqualTo("shop");
			assertThat(json(endpoint.section("mode")).at("/configured").isNull()).isTrue();
			assertThat(endpoint.section("nonsense")).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "HEALTHY, UP", "DEGRADED, UP", "CRITICAL, DOWN", "FORMING, DOWN" })
	void healthFollowsTheState(ClusterState state, String status) {
		given(this.cluster.state()).willReturn(state);
		this.runner.run((context) -> {
			var health = context.getBean("foundationHealthIndicator", HealthIndicator.class).health();
			assertThat(health.getStatus().getCode()).isEqualTo(status);
			assertThat(health.getDetails()).containsAllEntriesOf(
					Map.of("state", state.name().toLowerCase(java.util.Locale.ROOT), "cluster", "shop", "members", 2));
		});
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.foundation.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("foundationHealthIndicator"));
	}

	@Test
	void metersFollowTheCluster() {
		this.runner.run((context) -> {
			MeterRegistry registry = new SimpleMeterRegistry();
			context.getBean(ClusterMeters.class).bindTo(registry);
			context.publishEvent(new MemberJoined(this.cluster.localMember(), 2));
			context.publishEvent(new MemberLeft(this.cluster.localMember(), this.cluster.departures().get(0), 1));
			assertThat(registry.get("foundation.cluster.size").gauge().value()).isEqualTo(2);
			assertThat(registry.get("foundation.cluster.quorum").gauge().value()).isEqualTo(1);
			assertThat(registry.get("foundation.cluster.formation")
				.timeGauge()
				.value(java.util.concurrent.TimeUnit.MILLISECONDS)).isEqualTo(2113);
			assertThat(registry.get("foundation.cluster.joins").functionCounter().count()).isEqualTo(1);
			assertThat(registry.get("foundation.cluster.departures").tag("kind", "crashed").functionCounter().count())
				.isEqualTo(1);
			assertThat(registry.get("foundation.cluster.refusals").tag("reason", "secret").functionCounter().count())
				.isEqualTo(4);
		});
	}

	private ApplicationContextRunner exposed() {
		return this.runner.withPropertyValues("management.endpoints.web.exposure.include=foundation");
	}

	private static JsonNode json(Object content) {
		return JsonMapper.shared().readTree(JsonMapper.shared().writeValueAsString(content));
	}

}
