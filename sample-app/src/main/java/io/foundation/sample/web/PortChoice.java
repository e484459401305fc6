package io.foundation.sample.web;

import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Lets several nodes run on one machine without being told their ports: 8080, else any.
 * Only where {@code server.port} is set nowhere; a port that was asked for is used, or
 * the start fails.
 */
@Component
class PortChoice implements WebServerFactoryCustomizer<TomcatWebServerFactory> {

	private final ServerProperties server;

	PortChoice(ServerProperties server) {
		this.server = server;
	}

	@Override
	public void customize(TomcatWebServerFactory factory) {
		if (this.server.getPort() == null) {
			factory.setProtocol(AnyPortProtocol.class.getName());
		}
	}

}
