package io.foundation.sample.web;

import java.net.BindException;

import org.apache.coyote.http11.Http11NioProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's protocol, on any free port where its own is taken. It asks by binding, so that
 * nodes that start at the same instant cannot all be told that the port is free. Public
 * because Tomcat makes it, from its name.
 */
public class AnyPortProtocol extends Http11NioProtocol {

	private static final Logger log = LoggerFactory.getLogger(AnyPortProtocol.class);

	@Override
	public void start() throws Exception {
		try {
			super.start();
		}
		catch (BindException ex) {
			log.atInfo().addKeyValue("port", getPort()).log("Port is taken, any free one will do");
			setPort(0);
			getEndpoint().setName("http-nio-any");
			super.start();
		}
	}

}
