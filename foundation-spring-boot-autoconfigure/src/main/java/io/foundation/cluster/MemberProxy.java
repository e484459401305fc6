package io.foundation.cluster;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import com.hazelcast.core.HazelcastInstance;
import org.jspecify.annotations.Nullable;

/**
 * The member as a bean: injectable while the member is still starting, and the same
 * object after it was replaced. A call waits for the first start, and for nothing else.
 */
final class MemberProxy implements InvocationHandler {

	private final MemberLife life;

	private MemberProxy(MemberLife life) {
		this.life = life;
	}

	static HazelcastInstance of(MemberLife life) {
		return (HazelcastInstance) Proxy.newProxyInstance(HazelcastInstance.class.getClassLoader(),
				new Class<?>[] { HazelcastInstance.class }, new MemberProxy(life));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args) throws Throwable {
		return switch (method.getName()) {
			case "equals" -> args != null && proxy == args[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> "HazelcastInstance of Foundation at " + this.life.address();
			default -> call(method, args);
		};
	}

	private @Nullable Object call(Method method, Object @Nullable [] args) throws Throwable {
		try {
			return method.invoke(this.life.await(), args);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
