package io.foundation.test;

import java.io.Serializable;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * Work that runs on a node and has a result. Written as a lambda; in
 * {@link ClusterTest.Mode#PROCESS} it travels to the node by Java serialization, so what
 * it captures and what it returns must be serializable. A lambda that uses a field or a
 * method of the test captures the test: copy the field to a local variable first.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface RemoteCall<T extends @Nullable Object> extends Serializable {

	/**
	 * Does the work, on a thread of the node's own.
	 * @param context the node's application context
	 * @return the result
	 * @throws Exception any exception; it arrives at the caller as it is
	 */
	T call(ApplicationContext context) throws Exception;

}
