package io.foundation.sample.web;

import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortChoiceTests {

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void nodesThatStartTogetherAllFindAPort() {
		List<CompletableFuture<ConfigurableApplicationContext>> starting = List.of(startAside(), startAside(),
				startAside());
		List<Integer> ports = starting.stream().map((context) -> port(context.join())).toList();
		assertThat(ports).doesNotHaveDuplicates().allMatch((port) -> port > 0);
	}

	@Test
	void aPortThatWasAskedForIsUsed() {
		int free = port(start("--server.port=0"));
		this.contexts.remove(0).close();
		assertThat(port(start("--server.port=" + free))).isEqualTo(free);
	}

	@Test
	void aPortThatWasAskedForAndIsTakenStopsTheStart() {
		int taken = port(start("--server.port=0"));
		assertThatThrownBy(() -> start("--server.port=" + taken)).hasRootCauseInstanceOf(BindException.class)
			.hasStackTraceContaining(PortInUseException.class.getName());
	}

	private CompletableFuture<ConfigurableApplicationContext> startAside() {
		return CompletableFuture.supplyAsync(() -> start());
	}

	private ConfigurableApplicationContext start(String... args) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(PortOnly.class)
			.web(WebApplicationType.SERVLET)
			.run(args);
		synchronized (this.contexts) {
			this.contexts.add(context);
		}
		return context;
	}

	private static int port(ConfigurableApplicationContext context) {
		return ((WebServerApplicationContext) context).getWebServer().getPort();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
	@Import(PortChoice.class)
	static class PortOnly {

	}

}
