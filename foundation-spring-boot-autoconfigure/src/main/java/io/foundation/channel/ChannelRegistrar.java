package io.foundation.channel;

import java.util.Map;

import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Defines a bean for each channel. They are no default candidates: an application's own
 * injection of a channel stays unambiguous.
 */
final class ChannelRegistrar implements ImportBeanDefinitionRegistrar {

	static final String ENGINE = "foundationChannelEngine";

	private final Environment environment;

	ChannelRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		specs(this.environment).values().forEach((spec) -> {
			if (!registry.containsBeanDefinition(spec.beanName())) {
				registry.registerBeanDefinition(spec.beanName(), definition(spec));
			}
		});
	}

	private static RootBeanDefinition definition(ChannelSpec spec) {
		RootBeanDefinition definition = new RootBeanDefinition(ClusterChannel.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, spec.name());
		definition.getConstructorArgumentValues().addIndexedArgumentValue(1, new RuntimeBeanReference(ENGINE));
		definition.setDefaultCandidate(false);
		return definition;
	}

	/**
	 * The channels that the properties declare, before there are beans to bind them to.
	 */
	static Map<String, ChannelSpec> specs(Environment environment) {
		return ChannelSpec.all(Binder.get(environment)
			.bind("foundation.channels", Bindable.mapOf(String.class, ChannelsProperties.Channel.class))
			.orElseGet(Map::of));
	}

}
