package io.foundation.cluster;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.Environment;

/**
 * Puts the cluster together, at run time and not by conditions, so that ahead-of-time
 * processing does not freeze the mode.
 */
final class ClusterAssembly {

	private final FoundationProperties foundation;

	private final ClusterProperties properties;

	private final NodeIdentity identity;

	private final Liveness liveness;

	private final ConfigurableListableBeanFactory beans;

	private final Environment environment;

	private final Decisions decisions = new Decisions();

	ClusterAssembly(FoundationProperties foundation, ClusterProperties properties, NodeIdentity identity,
			Liveness liveness, ConfigurableListableBeanFactory beans, Environment environment) {
		this.foundation = foundation;
		this.properties = properties;
		this.identity = identity;
		this.liveness = liveness;
		this.beans = beans;
		this.environment = environment;
	}

	HazelcastCluster assemble(ObjectProvider<PeerSource> sources, ObjectProvider<HazelcastConfigCustomizer> customizers,
			ApplicationEventPublisher events, Clock clock) {
		UserHazelcast user = UserHazelcast.find(this.beans, this.environment, this.foundation.wizard().instance());
		ModeDetection mode = ModeDetection.detect(this.foundation.mode(), user, this.properties.strategy());
		this.decisions.add("mode", mode.mode().name().toLowerCase(Locale.ROOT), mode.reason());
		CandidateAddresses candidates = new CandidateAddresses(clock);
		if (mode.mode() == ClusterMode.WIZARD) {
			ClusterPlan plan = new ClusterPlan(Scope.NETWORK, List.of());
			return new HazelcastCluster(setup(mode, plan, candidates), userLife(user), events, clock);
		}
		return foundationCluster(mode, sources.orderedStream().toList(),
				customizers.orderedStream().filter((each) -> !(each instanceof MemberIntroduction)).toList(), events,
				clock, candidates);
	}

	private HazelcastCluster foundationCluster(ModeDetection mode, List<PeerSource> sources,
			List<HazelcastConfigCustomizer> customizers, ApplicationEventPublisher events, Clock clock,
			CandidateAddresses candidates) {
		ClusterName name = ClusterName.choose(this.properties.name(), this.environment, this.beans);
		this.decisions.add("name", name.value(), name.reason());
		ClusterPlan plan = new ClusterPlanner(this.properties, CloudPlatform.KUBERNETES.isActive(this.environment),
				sources.stream().anyMatch((source) -> source.strategy() == Strategy.MDNS), this.decisions)
			.plan(mdnsObstacle(sources));
		MemberStart.Parts parts = new MemberStart.Parts(this.properties, plan, this.identity,
				new MemberConfiguration(this.properties, plan, this.identity), customizers, chosen(plan, sources),
				candidates, this.liveness, this.decisions);
		return new HazelcastCluster(setup(mode, plan, candidates), new FoundationMemberLife(parts), events, clock);
	}

	private ClusterSetup setup(ModeDetection mode, ClusterPlan plan, CandidateAddresses candidates) {
		return new ClusterSetup(mode.mode(), plan, this.identity, this.properties, candidates, this.liveness,
				this.decisions);
	}

	private MemberLife userLife(UserHazelcast user) {
		if (user instanceof UserHazelcast.Configuration configuration) {
			return new UserMemberLife(configuration.beanName(),
					() -> Hazelcast.newHazelcastInstance(this.beans.getBean(configuration.beanName(), Config.class)),
					HazelcastInstance::shutdown);
		}
		String bean = ((UserHazelcast.Instance) user).beanName();
		return new UserMemberLife(bean, () -> this.beans.getBean(bean, HazelcastInstance.class), (instance) -> {
		});
	}

	/**
	 * The sources for the plan's strategies, in its order.
	 */
	private List<PeerSource> chosen(ClusterPlan plan, List<PeerSource> sources) {
		Map<Strategy, PeerSource> byStrategy = new EnumMap<>(Strategy.class);
		sources.forEach((source) -> byStrategy.putIfAbsent(source.strategy(), source));
		return plan.strategies()
			.stream()
			.filter((strategy) -> needsSource(strategy))
			.map((strategy) -> source(byStrategy, strategy))
			.toList();
	}

	private static boolean needsSource(Strategy strategy) {
		return strategy != Strategy.NONE && strategy != Strategy.KUBERNETES && strategy != Strategy.MULTICAST;
	}

	private static PeerSource source(Map<Strategy, PeerSource> sources, Strategy strategy) {
		PeerSource source = sources.get(strategy);
		if (source == null) {
			throw new InvalidConfigurationException("foundation.cluster.strategy",
					"nothing on the class path implements '" + strategy.keyword() + "'",
					(strategy == Strategy.DISCOVERY_CLIENT)
							? "Add a Spring Cloud DiscoveryClient implementation, or choose another strategy."
							: "Use the starter 'foundation-spring-boot-starter', which brings what it needs; or choose another"
									+ " strategy.");
		}
		return source;
	}

	private Function<Scope, String> mdnsObstacle(List<PeerSource> sources) {
		return (scope) -> sources.stream()
			.filter((source) -> source.strategy() == Strategy.MDNS)
			.findFirst()
			.map((source) -> source.unavailable(scope,
					BindAddress.choose(scope, this.properties.networkInterface()).address()))
			.orElse("jmDNS is not on the class path");
	}

}
