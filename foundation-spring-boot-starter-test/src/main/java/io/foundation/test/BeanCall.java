package io.foundation.test;

import java.io.Serial;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.util.ReflectionUtils;

/**
 * A call of a bean's method on a node.
 */
final class BeanCall implements RemoteCall<@Nullable Object> {

	@Serial
	private static final long serialVersionUID = 1L;

	private final @Nullable String bean;

	private final Class<?> type;

	private final String method;

	private final Class<?>[] parameterTypes;

	private final @Nullable Object[] arguments;

	BeanCall(@Nullable String bean, Class<?> type, Method method, @Nullable Object @Nullable [] arguments) {
		this.bean = bean;
		this.type = type;
		this.method = method.getName();
		this.parameterTypes = method.getParameterTypes();
		this.arguments = (arguments != null) ? arguments : new Object[0];
	}

	// NullAway does not see that the type argument is nullable.
	@Override
	@SuppressWarnings("NullAway")
	public @Nullable Object call(ApplicationContext context) throws Exception {
		Object target = (this.bean != null) ? context.getBean(this.bean, this.type) : context.getBean(this.type);
		Method found = this.type.getMethod(this.method, this.parameterTypes);
		ReflectionUtils.makeAccessible(found);
		try {
			return found.invoke(target, this.arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	@Override
	public String toString() {
		return this.type.getName() + "." + this.method;
	}

}
