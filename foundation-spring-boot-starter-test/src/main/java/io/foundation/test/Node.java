package io.foundation.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.foundation.cluster.FoundationCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * A node of a {@link Cluster}. Its life (start, stop, kill, pause, resume, restart) is
 * for one thread at a time; everything else may be used by any.
 */
public final class Node {

	/**
	 * How long a call may take if nothing else is said: ten seconds.
	 */
	public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

	private final String name;

	private final NodeRuntime runtime;

	private final @Nullable VirtualHost host;

	private final Duration startTimeout;

	private volatile Map<String, String> properties;

	private volatile boolean paused;

	Node(String name, NodeRuntime runtime, @Nullable VirtualHost host, Map<String, String> properties,
			Duration startTimeout) {
		this.name = name;
		this.runtime = runtime;
		this.host = host;
		this.properties = Map.copyOf(properties);
		this.startTimeout = startTimeout;
	}

	/**
	 * The node's name: {@code node-1}, {@code node-2} and so on, in the order in which
	 * they were added. It is also its member's name, unless a property says otherwise.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The properties the application gets as its command line arguments.
	 * @return the properties, with those that the cluster gives to every node
	 */
	public Map<String, String> properties() {
		return this.properties;
	}

	/**
	 * Whether its application runs; a paused node does.
	 * @return whether it has been started and has not ended
	 */
	public boolean isRunning() {
		return this.runtime.isRunning();
	}

	/**
	 * Whether it was paused and not resumed.
	 * @return whether it is
	 */
	public boolean isPaused() {
		return this.paused && isRunning();
	}

	/**
	 * Starts the node, and waits until its application has started; whether it has joined
	 * the cluster is for {@link Cluster#awaitOneCluster()}.
	 * @return this node
	 * @throws IllegalStateException if it runs
	 * @throws NodeFailedException if it does not start in time, with its log
	 */
	public Node start() {
		if (isRunning()) {
			throw new IllegalStateException("Node " + this.name + " runs already");
		}
		this.paused = false;
		this.runtime.start(this.properties, this.startTimeout);
		return this;
	}

	/**
	 * Stops the node in good order (SIGTERM, or by closing its application context), and
	 * waits until it is gone, at most 30 seconds.
	 * @throws IllegalStateException if it is paused, or does not run
	 * @throws NodeFailedException if it does not end in time, with its log
	 */
	public void stop() {
		if (!isRunning() || this.paused) {
			throw new IllegalStateException("Node " + this.name + " " + state() + " and cannot stop in good order");
		}
		this.runtime.stop(Duration.ofSeconds(30));
	}

	/**
	 * Kills the node's process (SIGKILL), and waits until it is gone. Does nothing if it
	 * is.
	 * @throws UnsupportedOperationException if the node runs in the test's JVM
	 */
	public void kill() {
		this.runtime.kill();
		this.paused = false;
	}

	/**
	 * Stops the node's process where it is (SIGSTOP), as a long pause of the garbage
	 * collector or a sleeping machine would.
	 * @throws UnsupportedOperationException if the node runs in the test's JVM
	 */
	public void pause() {
		this.runtime.pause();
		this.paused = true;
	}

	/**
	 * Lets a paused process go on (SIGCONT).
	 * @throws UnsupportedOperationException if the node runs in the test's JVM
	 */
	public void resume() {
		this.runtime.resume();
		this.paused = false;
	}

	/**
	 * Starts the node again; stops it first, in good order, if it runs.
	 * @param changed properties as {@code name=value}, on top of those it has, which it
	 * keeps; a name with an empty value is one without a value
	 * @return this node
	 * @throws NodeFailedException if it does not stop or start in time, with its log
	 */
	public Node restart(String... changed) {
		if (isRunning()) {
			stop();
		}
		Map<String, String> next = new LinkedHashMap<>(this.properties);
		next.putAll(parse(List.of(changed)));
		this.properties = Map.copyOf(next);
		return start();
	}

	/**
	 * What the node's last run wrote to its standard output and error. In a JVM with
	 * other nodes: what threads wrote that its own threads made, in all its runs; a
	 * thread that serves all nodes, such as one of the common pool, is in no node's log.
	 * @return the log
	 */
	public NodeLog log() {
		return this.runtime.log();
	}

	/**
	 * The cluster as this node sees it, read from its {@link FoundationCluster}; it needs
	 * neither Actuator nor a web server.
	 * @return the view
	 * @throws NodeCallException if the node does not answer within ten seconds
	 */
	public ClusterView view() {
		return view(DEFAULT_LIMIT);
	}

	ClusterView view(Duration limit) {
		return call((context) -> ClusterView.of(context.getBean(FoundationCluster.class)), limit);
	}

	/**
	 * Where the node's web server answers.
	 * @return the address, without a slash at its end
	 * @throws IllegalStateException if it has no web server
	 */
	public URI url() {
		String port = call((context) -> context.getEnvironment().getProperty("local.server.port", ""));
		Assert.state(!port.isEmpty(), () -> "Node " + this.name + " has no web server");
		return URI.create("http://" + ((this.host != null) ? this.host.address() : "127.0.0.1") + ":" + port);
	}

	/**
	 * The host on which it runs.
	 * @return the host
	 * @throws UnsupportedOperationException if the cluster has no network of its own
	 */
	public VirtualHost host() {
		if (this.host == null) {
			throw new UnsupportedOperationException(
					"Node " + this.name + " has no host of its own: use network = true");
		}
		return this.host;
	}

	/**
	 * Runs a call on the node, at most ten seconds.
	 * @param <T> the type of its result
	 * @param call the call
	 * @return its result
	 * @throws NodeCallException if there is no outcome that can be shown here. Any
	 * exception that the call throws there, also a checked one, arrives here as it is.
	 */
	public <T extends @Nullable Object> T call(RemoteCall<T> call) {
		return call(call, DEFAULT_LIMIT);
	}

	/**
	 * Runs a call on the node.
	 * @param <T> the type of its result
	 * @param call the call
	 * @param limit how long to wait for its end; it goes on there if that takes longer,
	 * and is interrupted where the node is in the test's JVM
	 * @return its result
	 * @throws NodeCallException if there is no outcome that can be shown here. Any
	 * exception that the call throws there, also a checked one, arrives here as it is.
	 */
	public <T extends @Nullable Object> T call(RemoteCall<T> call, Duration limit) {
		try {
			return this.runtime.call(call, limit);
		}
		catch (Throwable ex) {
			throw Node.<RuntimeException>asIs(ex);
		}
	}

	/** The type of an exception is not known before it arrives. */
	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <E extends Throwable> E asIs(Throwable failure) throws E {
		throw (E) failure;
	}

	/**
	 * Runs an action on the node, at most ten seconds.
	 * @param action the action
	 * @throws NodeCallException as {@link #call(RemoteCall)}
	 */
	public void run(RemoteAction action) {
		run(action, DEFAULT_LIMIT);
	}

	/**
	 * Runs an action on the node.
	 * @param action the action
	 * @param limit how long to wait for its end
	 * @throws NodeCallException as {@link #call(RemoteCall, Duration)}
	 */
	public void run(RemoteAction action, Duration limit) {
		call((context) -> {
			action.run(context);
			return true;
		}, limit);
	}

	/**
	 * A bean of the node. Each call of a method runs on the node, at most ten seconds;
	 * arguments and results travel as those of {@link RemoteCall} do.
	 * @param <T> the bean's type
	 * @param type an interface of the bean, of which the node has one bean
	 * @return a proxy; the node need not run yet
	 */
	public <T> T bean(Class<T> type) {
		return proxy(null, type);
	}

	/**
	 * A bean of the node, by name. See {@link #bean(Class)}.
	 * @param <T> the bean's type
	 * @param bean the bean's name
	 * @param type an interface of the bean
	 * @return a proxy; the node need not run yet
	 */
	public <T> T bean(String bean, Class<T> type) {
		return proxy(bean, type);
	}

	private <T> T proxy(@Nullable String bean, Class<T> type) {
		Assert.isTrue(type.isInterface(), () -> type + " is not an interface: use call(…)");
		InvocationHandler handler = (proxy, method, arguments) -> isOfObject(method)
				? ofObject(proxy, method, arguments, type) : call(new BeanCall(bean, type, method, arguments));
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler));
	}

	private static boolean isOfObject(Method method) {
		return ReflectionUtils.isEqualsMethod(method) || ReflectionUtils.isHashCodeMethod(method)
				|| ReflectionUtils.isToStringMethod(method);
	}

	private Object ofObject(Object proxy, Method method, Object[] arguments, Class<?> type) {
		return switch (method.getName()) {
			case "equals" -> proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			default -> type.getName() + " on " + this.name;
		};
	}

	void close() {
		this.runtime.close();
	}

	String state() {
		if (!isRunning()) {
			return "does not run";
		}
		return this.paused ? "is paused" : "runs";
	}

	static Map<String, String> parse(List<String> properties) {
		Map<String, String> parsed = new LinkedHashMap<>();
		properties.forEach((property) -> {
			int end = property.indexOf('=');
			Assert.isTrue(end > 0, () -> "'" + property + "' is not of the form name=value");
			parsed.put(property.substring(0, end).strip(), property.substring(end + 1).strip());
		});
		return parsed;
	}

	static List<String> arguments(Map<String, String> properties) {
		return properties.entrySet().stream().map((entry) -> "--" + entry.getKey() + "=" + entry.getValue()).toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
