package io.foundation.channel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.foundation.cluster.InvalidConfigurationException;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.messaging.MessageChannel;

/**
 * Finds misspelt names: Spring Integration silently makes a local channel of a name that
 * it does not know.
 */
final class DeclaredChannels implements SmartInitializingSingleton {

	private final ListableBeanFactory beans;

	private final Map<String, ChannelSpec> declared;

	DeclaredChannels(ListableBeanFactory beans, Map<String, ChannelSpec> declared) {
		this.beans = beans;
		this.declared = declared;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<String> strangers = Arrays.stream(this.beans.getBeanNamesForType(MessageChannel.class, true, false))
			.filter((name) -> name.startsWith(ChannelSpec.PREFIX))
			.filter((name) -> !this.declared.containsKey(name.substring(ChannelSpec.PREFIX.length())))
			.toList();
		if (!strangers.isEmpty()) {
			throw new InvalidConfigurationException("foundation.channels",
					"the application uses " + String.join(", ", strangers) + ", which is not declared",
					"Use one of "
							+ String.join(", ", this.declared.values().stream().map(ChannelSpec::beanName).toList())
							+ "; or declare the channel under 'foundation.channels'.");
		}
	}

}
