package io.foundation.test;

import java.io.Serializable;

import org.springframework.context.ApplicationContext;

/**
 * Work that runs on a node and has no result. What is said of {@link RemoteCall} holds
 * here, too.
 */
@FunctionalInterface
public interface RemoteAction extends Serializable {

	/**
	 * Does the work, on a thread of the node's own.
	 * @param context the node's application context
	 * @throws Exception any exception; it arrives at the caller as it is
	 */
	void run(ApplicationContext context) throws Exception;

}
