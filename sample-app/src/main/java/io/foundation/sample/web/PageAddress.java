package io.foundation.sample.web;

import java.net.Inet6Address;
import java.net.InetAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Says where the page is, once it is there.
 */
@Component
class PageAddress {

	private static final Logger log = LoggerFactory.getLogger(PageAddress.class);

	private final ServerProperties properties;

	PageAddress(ServerProperties properties) {
		this.properties = properties;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		if (event.getApplicationContext() instanceof WebServerApplicationContext context) {
			WebServer server = context.getWebServer();
			if (server != null) {
				log.info("Shop is at http://{}:{}/", host(this.properties.getAddress()), server.getPort());
			}
		}
	}

	static String host(@Nullable InetAddress address) {
		if (address == null || address.isAnyLocalAddress()) {
			return "127.0.0.1";
		}
		String literal = address.getHostAddress();
		return (address instanceof Inet6Address) ? "[" + literal + "]" : literal;
	}

}
