package io.foundation.cluster;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The cluster's name where none is set: never one that strangers share by accident.
 *
 * @param value the name
 * @param reason where it comes from
 */
record ClusterName(String value, String reason) {

	static ClusterName choose(@Nullable String configured, Environment environment,
			ConfigurableListableBeanFactory beans) {
		if (configured != null) {
			return new ClusterName(configured, "foundation.cluster.name is set");
		}
		String application = environment.getProperty("spring.application.name");
		if (StringUtils.hasText(application)) {
			return new ClusterName(PropertyChecks.legalName(application), "spring.application.name is set");
		}
		return new ClusterName(PropertyChecks.legalName(mainClass(beans)),
				"neither foundation.cluster.name nor spring.application.name is set, and this is the main class");
	}

	private static String mainClass(ConfigurableListableBeanFactory beans) {
		for (String bean : beans.getBeanNamesForAnnotation(SpringBootConfiguration.class)) {
			Class<?> type = beans.getType(bean, false);
			if (type != null) {
				return ClassUtils.getUserClass(type).getName();
			}
		}
		String command = System.getProperty("sun.java.command", "application").split(" ", 2)[0];
		return command.substring(command.lastIndexOf('/') + 1);
	}

}
