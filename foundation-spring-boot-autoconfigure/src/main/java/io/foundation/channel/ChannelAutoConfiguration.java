package io.foundation.channel;

import java.util.List;

import com.hazelcast.core.HazelcastInstance;
import io.foundation.cluster.ClusterAutoConfiguration;
import io.foundation.cluster.FoundationCluster;
import io.foundation.cluster.NodeIdentity;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.integration.channel.AbstractMessageChannel;
import org.springframework.integration.channel.MessagePublishingErrorHandler;

/**
 * Auto-configuration for the channels.
 */
@AutoConfiguration(after = ClusterAutoConfiguration.class,
		afterName = { "org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration" })
@ConditionalOnClass({ HazelcastInstance.class, AbstractMessageChannel.class, JsonMapper.class })
@EnableConfigurationProperties(ChannelsProperties.class)
@Import(ChannelRegistrar.class)
public final class ChannelAutoConfiguration {

	@Bean(ChannelRegistrar.ENGINE)
	static ChannelEngine foundationChannelEngine(Environment environment,
			@Qualifier("foundation") ObjectProvider<HazelcastInstance> hazelcast, NodeIdentity identity,
			PayloadCodec payloads, BeanFactory beans, ApplicationEventPublisher events) {
		MessagePublishingErrorHandler errors = new MessagePublishingErrorHandler();
		errors.setBeanFactory(beans);
		return new ChannelEngine(ChannelRegistrar.specs(environment), hazelcast.getIfAvailable(), identity, payloads,
				errors, events, new ChannelMembers(() -> beans.getBean(FoundationCluster.class)),
				Threading.VIRTUAL.isActive(environment));
	}

	@Bean
	static PayloadCodec foundationPayloadCodec(ObjectProvider<JsonMapper> mapper,
			ConfigurableListableBeanFactory beans) {
		List<String> packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
		return new PayloadCodec(mapper.getIfAvailable(JsonMapper::shared), classLoader(beans),
				(type) -> packages.stream().anyMatch((each) -> isIn(type, each)));
	}

	private static ClassLoader classLoader(ConfigurableListableBeanFactory beans) {
		ClassLoader loader = beans.getBeanClassLoader();
		return (loader != null) ? loader : ChannelAutoConfiguration.class.getClassLoader();
	}

	private static boolean isIn(Class<?> type, String name) {
		return type.getName().startsWith(name + ".");
	}

	@Bean
	@ConditionalOnMissingBean
	Channels foundationChannels(ListableBeanFactory beans, PayloadCodec payloads) {
		return new BeanChannels(List.copyOf(beans.getBeansOfType(ClusterChannel.class).values()), payloads);
	}

	@Bean
	static DeclaredChannels foundationDeclaredChannels(ListableBeanFactory beans, Environment environment) {
		return new DeclaredChannels(beans, ChannelRegistrar.specs(environment));
	}

	@Bean
	MemberFollower foundationChannelsFollowTheMember(ListableBeanFactory beans) {
		return new MemberFollower(beans);
	}

}
