package io.foundation.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class ClusterPlannerTests {

	private static final String SECRET = "correct horse battery staple";

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final Decisions decisions = new Decisions();

	private String mdnsObstacle = "";

	private boolean kubernetes;

	private boolean mdns = true;

	@Test
	void staysOnTheHostWithoutASecretAndScansBesideMdns() {
		assertThat(plan()).isEqualTo(new ClusterPlan(Scope.HOST, List.of(Strategy.MDNS, Strategy.LOOPBACK)));
	}

	@Test
	void opensToTheNetworkWithASecret() {
		set("secret", SECRET);
		assertThat(plan()).isEqualTo(new ClusterPlan(Scope.NETWORK, List.of(Strategy.MDNS)));
	}

	@Test
	void staysOnTheHostWithASecretWhenToldSo() {
		set("secret", SECRET);
		set("scope", "host");
		assertThat(plan().scope()).isEqualTo(Scope.HOST);
	}

	@Test
	void scansLoopbackAloneWhereMulticastIsRefusedAndSaysWhy() {
		this.mdnsObstacle = "the group cannot be joined";
		assertThat(plan().strategies()).containsExactly(Strategy.LOOPBACK);
		assertThat(this.decisions.made())
			.contains(new Decision("strategy", "loopback", "multicast does not work here: the group cannot be joined"));
	}

	@Test
	void goesOnTryingMdnsOnANetworkThatRefusesMulticastAtTheStart() {
		set("secret", SECRET);
		this.mdnsObstacle = "Operation not permitted";
		assertThat(plan().strategies()).containsExactly(Strategy.LOOPBACK, Strategy.MDNS);
		assertThat(this.decisions.made()).contains(
				new Decision("strategy", "loopback", "multicast does not work here yet: Operation not permitted"));
	}

	@Test
	void scansLoopbackAloneWithoutAnImplementationOfMdns() {
		set("secret", SECRET);
		this.mdns = false;
		this.mdnsObstacle = "jmDNS is not on the class path";
		assertThat(plan().strategies()).containsExactly(Strategy.LOOPBACK);
	}

	@Test
	void usesKubernetesInAPodWithASecret() {
		this.kubernetes = true;
		set("secret", SECRET);
		assertThat(plan()).isEqualTo(new ClusterPlan(Scope.NETWORK, List.of(Strategy.KUBERNETES)));
	}

	@Test
	void staysAloneInAPodWithoutASecretAndNamesTheProperty(CapturedOutput output) {
		this.kubernetes = true;
		assertThat(plan()).isEqualTo(new ClusterPlan(Scope.HOST, List.of(Strategy.NONE)));
		assertThat(output).containsOnlyOnce("foundation.cluster.secret to the same text in every pod");
	}

	@Test
	void refusesScopeNetworkWithoutASecret() {
		set("scope", "network");
		assertRefused("foundation.cluster.scope", "foundation.cluster.secret", "foundation.cluster.allow-insecure");
	}

	@Test
	void warnsWhenScopeNetworkIsAllowedWithoutASecret(CapturedOutput output) {
		set("scope", "network");
		set("allow-insecure", "true");
		assertThat(plan().scope()).isEqualTo(Scope.NETWORK);
		assertThat(output).containsOnlyOnce("foundation.cluster.allow-insecure is true");
	}

	@Test
	void warnsOfAShortSecret(CapturedOutput output) {
		set("secret", "short");
		plan();
		assertThat(output).contains("foundation.cluster.secret has 5 characters only");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kubernetes", "multicast", "discovery-client", "dns" })
	void refusesAStrategyThatReachesBeyondTheHostWithoutASecret(String strategy) {
		set("strategy", strategy);
		set("service-dns", "shop.example");
		assertRefused("foundation.cluster.strategy", "foundation.cluster.secret", "foundation.cluster.allow-insecure");
	}

	@Test
	void refusesTcpToAnotherHostWithoutASecret() {
		set("strategy", "tcp");
		set("members", "127.0.0.1:5701,192.0.2.7");
		assertRefused("foundation.cluster.strategy", "foundation.cluster.secret");
	}

	@Test
	void allowsTcpOnThisHostWithoutASecret() {
		set("strategy", "tcp");
		set("members", "127.0.0.1:5701,[::1]:5702,localhost");
		assertThat(plan()).isEqualTo(new ClusterPlan(Scope.HOST, List.of(Strategy.TCP)));
	}

	@Test
	void refusesTcpWithoutMembers() {
		set("strategy", "tcp");
		assertRefused("foundation.cluster.members");
	}

	@Test
	void refusesDnsWithoutAName() {
		set("strategy", "dns");
		set("secret", SECRET);
		assertRefused("foundation.cluster.service-dns");
	}

	@ParameterizedTest
	@ValueSource(strings = { "none,mdns", "multicast,mdns", "kubernetes,mdns" })
	void refusesStrategiesThatCannotBeCombined(String strategies) {
		set("strategy", strategies);
		set("secret", SECRET);
		assertRefused("foundation.cluster.strategy");
	}

	@Test
	void combinesStrategies() {
		set("strategy", "mdns,tcp");
		set("secret", SECRET);
		set("members", "192.0.2.7");
		assertThat(plan().strategies()).containsExactly(Strategy.MDNS, Strategy.TCP);
	}

	private void assertRefused(String property, String... remedies) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(this::plan).satisfies((ex) -> {
			assertThat(ex.property()).isEqualTo(property);
			assertThat(List.of(remedies)).allSatisfy((remedy) -> assertThat(ex.remedy()).contains(remedy));
		});
	}

	private void set(String name, String value) {
		this.properties.put("foundation.cluster." + name, value);
	}

	private ClusterPlan plan() {
		ClusterProperties bound = new Binder(new MapConfigurationPropertySource(this.properties))
			.bindOrCreate("foundation.cluster", ClusterProperties.class);
		return new ClusterPlanner(bound, this.kubernetes, this.mdns, this.decisions).plan((scope) -> this.mdnsObstacle);
	}

}
