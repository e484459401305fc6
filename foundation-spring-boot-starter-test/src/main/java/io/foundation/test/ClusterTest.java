package io.foundation.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class, or one test method, a cluster of the application under test.
 * <p>
 * Test and lifecycle methods, and the constructor, take it as a parameter of type
 * {@link Cluster}. It starts when it is first asked for, with all nodes started and one
 * cluster, and is closed after the test (or the class). When a test fails, every node's
 * view and the tail of its log are added to the failure.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(ClusterExtension.class)
public @interface ClusterTest {

	/**
	 * How many nodes the cluster has at first.
	 * @return the number
	 */
	int nodes() default 3;

	/**
	 * Where the nodes run.
	 * @return the mode
	 */
	Mode mode() default Mode.IN_JVM;

	/**
	 * The application. By default the {@code @SpringBootConfiguration} that is found from
	 * the test's package upward, as {@code @SpringBootTest} does. Its {@code main} method
	 * is not called.
	 * @return the class
	 */
	Class<?> application() default Void.class;

	/**
	 * Properties of every node, as {@code name=value}.
	 * @return the properties
	 */
	String[] properties() default {};

	/**
	 * Whether every node gets a host of its own on a {@link VirtualNetwork}, whose links
	 * can be cut. Implies {@link Mode#PROCESS} and scope {@code network}, with a random
	 * secret. The test is skipped, with the reason, where network namespaces cannot be
	 * made (see {@link RequiresNamespaces}).
	 * @return whether there is a network
	 */
	boolean network() default false;

	/**
	 * How long a cluster lives.
	 * @return the lifecycle; ignored on a method
	 */
	Lifecycle lifecycle() default Lifecycle.PER_METHOD;

	/**
	 * Arguments of each node's JVM, in {@link Mode#PROCESS}. The heap is {@code -Xmx128m}
	 * unless they say otherwise.
	 * @return the arguments
	 */
	String[] jvmArguments() default {};

	/**
	 * How long a node may take to start, and then all of them to become one cluster: a
	 * number with a unit, such as {@code 90s}.
	 * @return the time
	 */
	String startTimeout() default "2m";

	/**
	 * Where nodes run.
	 */
	enum Mode {

		/**
		 * Application contexts in the test's JVM. They start fast, and a debugger sees
		 * all; they share static fields, and none can be killed, paused or cut off.
		 */
		IN_JVM,

		/**
		 * A process for each node, with the test's class path.
		 */
		PROCESS

	}

	/**
	 * How long a cluster lives.
	 */
	enum Lifecycle {

		/**
		 * Each test method has its own.
		 */
		PER_METHOD,

		/**
		 * The tests of a class share one, as they leave it.
		 */
		PER_CLASS

	}

}
