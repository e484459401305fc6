package io.foundation.discovery;

import javax.jmdns.JmDNS;

import org.springframework.aop.TargetSource;

/**
 * The JmDNS that runs at the time of a call.
 */
final class JmdnsTarget implements TargetSource {

	private final MdnsSource source;

	JmdnsTarget(MdnsSource source) {
		this.source = source;
	}

	@Override
	public Class<?> getTargetClass() {
		return JmDNS.class;
	}

	@Override
	public Object getTarget() {
		return this.source.jmdns();
	}

}
