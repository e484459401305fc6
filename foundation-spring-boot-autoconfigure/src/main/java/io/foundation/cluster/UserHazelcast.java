package io.foundation.cluster;

import java.util.ArrayList;
import java.util.List;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.ResourceLoader;

/**
 * The Hazelcast that the application brings itself, if any. Decided by bean definitions
 * alone, so that asking creates nothing.
 */
sealed interface UserHazelcast {

	/** Where Hazelcast and Boot look for a member's configuration by themselves. */
	List<String> DEFAULT_FILES = List.of("classpath:hazelcast.xml", "classpath:hazelcast.yaml",
			"classpath:hazelcast.yml", "file:./hazelcast.xml", "file:./hazelcast.yaml", "file:./hazelcast.yml");

	/**
	 * In words, for the decision's reason.
	 */
	String reason();

	/** The application brings none. */
	record None() implements UserHazelcast {

		@Override
		public String reason() {
			return "the application brings no HazelcastInstance, Config or configuration file";
		}

	}

	/**
	 * A bean of type {@link HazelcastInstance}: the application's, or one that Boot makes
	 * from its configuration.
	 *
	 * @param beanName the bean's name
	 * @param reason where it comes from
	 */
	record Instance(String beanName, String reason) implements UserHazelcast {

	}

	/**
	 * A bean of type {@link Config} of which nobody makes an instance.
	 *
	 * @param beanName the bean's name
	 */
	record Configuration(String beanName) implements UserHazelcast {

		@Override
		public String reason() {
			return "bean '" + this.beanName + "' is a Hazelcast Config";
		}

	}

	/**
	 * Finds it.
	 * @param wanted the name of the bean to use, where the user named one
	 */
	static UserHazelcast find(ConfigurableListableBeanFactory beans, Environment environment, @Nullable String wanted) {
		List<String> instances = candidates(beans, HazelcastInstance.class);
		List<String> configs = candidates(beans, Config.class);
		if (wanted != null) {
			return wanted(instances, wanted);
		}
		if (instances.size() > 1) {
			return primary(beans, instances);
		}
		if (instances.size() == 1) {
			return new Instance(instances.get(0), origin(instances.get(0), configs, environment));
		}
		if (configs.size() == 1) {
			return new Configuration(configs.get(0));
		}
		refuseUnusedFile(environment);
		return new None();
	}

	private static Instance wanted(List<String> instances, String wanted) {
		if (!instances.contains(wanted)) {
			throw new InvalidConfigurationException("foundation.wizard.instance",
					"there is no HazelcastInstance bean named '" + wanted + "'",
					instances.isEmpty() ? "Remove the property, or define the bean."
							: "Name one of: " + String.join(", ", instances) + ".");
		}
		return new Instance(wanted, "foundation.wizard.instance names bean '" + wanted + "'");
	}

	private static Instance primary(ConfigurableListableBeanFactory beans, List<String> instances) {
		List<String> primary = instances.stream()
			.filter((name) -> beans.containsBeanDefinition(name) && beans.getBeanDefinition(name).isPrimary())
			.toList();
		if (primary.size() != 1) {
			throw new InvalidConfigurationException("foundation.wizard.instance",
					"there are several HazelcastInstance beans (" + String.join(", ", instances)
							+ ") and none is named or primary",
					"Name the one that Foundation is to use; it must be a member, not a client.");
		}
		return new Instance(primary.get(0), "bean '" + primary.get(0) + "' is the primary HazelcastInstance");
	}

	private static String origin(String instance, List<String> configs, Environment environment) {
		if (!configs.isEmpty()) {
			return "bean '" + configs.get(0) + "' is a Hazelcast Config";
		}
		String file = configurationFile(environment);
		return (file != null) ? file : "bean '" + instance + "' is a HazelcastInstance";
	}

	/**
	 * A file that is there though no bean came of it: frozen conditions (AOT), or an
	 * excluded auto-configuration. Starting another member beside it would be a surprise.
	 */
	private static void refuseUnusedFile(Environment environment) {
		String file = configurationFile(environment);
		if (file == null) {
			return;
		}
		String property = environment.containsProperty("spring.hazelcast.config") ? "spring.hazelcast.config"
				: "foundation.mode";
		throw new InvalidConfigurationException(property,
				file + ", but no HazelcastInstance was made of it" + (AotDetector.useGeneratedArtifacts()
						? ": the application was processed ahead of time without it, which fixed its beans" : ""),
				"Provide the Hazelcast configuration when the application is built, remove it, or do not exclude"
						+ " HazelcastAutoConfiguration.");
	}

	private static @Nullable String configurationFile(Environment environment) {
		String property = environment.getProperty("spring.hazelcast.config");
		if (property != null) {
			return "spring.hazelcast.config is '" + property + "'";
		}
		String system = System.getProperty("hazelcast.config");
		if (system != null) {
			return "the system property hazelcast.config is '" + system + "'";
		}
		ResourceLoader resources = new DefaultResourceLoader();
		return DEFAULT_FILES.stream()
			.filter((location) -> resources.getResource(location).exists())
			.findFirst()
			.map((location) -> "there is " + location)
			.orElse(null);
	}

	private static List<String> candidates(ConfigurableListableBeanFactory beans, Class<?> type) {
		List<String> names = new ArrayList<>();
		for (String name : BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false)) {
			if (!(beans.containsBeanDefinition(name)
					&& beans.getBeanDefinition(name) instanceof AbstractBeanDefinition definition
					&& !definition.isDefaultCandidate())) {
				names.add(name);
			}
		}
		return names;
	}

}
