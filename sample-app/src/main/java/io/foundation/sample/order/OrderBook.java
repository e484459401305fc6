package io.foundation.sample.order;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryMergedListener;
import io.foundation.cluster.ClusterFormed;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The orders of all nodes, as JSON in Hazelcast's distributed map {@code orders}: the
 * tool itself, not a facade. With {@code foundation.enabled=false} there is no tool, and
 * the orders are this process's own. Either way they are in memory, and gone when the
 * last node stops.
 */
@Component
class OrderBook implements SmartLifecycle {

	static final String MAP = "orders";

	private final @Nullable HazelcastInstance hazelcast;

	private final ConcurrentMap<String, String> ownOrders = new ConcurrentHashMap<>();

	private final ApplicationEventPublisher events;

	private final JsonMapper json;

	/** Guarded by this object's monitor. */
	private @Nullable UUID registration;

	private volatile boolean running;

	OrderBook(@Qualifier("foundation") ObjectProvider<HazelcastInstance> hazelcast, ApplicationEventPublisher events,
			JsonMapper json) {
		this.hazelcast = hazelcast.getIfAvailable();
		this.events = events;
		this.json = json;
	}

	/**
	 * Takes an order, unless there is one with its id.
	 * @param order the order
	 * @return the order that was there before, if any
	 */
	Optional<Order> placeIfAbsent(Order order) {
		String text = this.json.writeValueAsString(order);
		Optional<Order> before = Optional.ofNullable(orders().putIfAbsent(order.id().toString(), text)).map(this::read);
		if (before.isEmpty() && this.hazelcast == null) {
			announce(text);
		}
		return before;
	}

	Optional<Order> find(String id) {
		return Optional.ofNullable(orders().get(id)).map(this::read);
	}

	/**
	 * The orders that were placed last.
	 * @param limit how many at most
	 * @return the orders, newest first
	 */
	List<Order> latest(int limit) {
		return orders().values()
			.stream()
			.map(this::read)
			.sorted(Comparator.comparing(Order::placedAt).reversed())
			.limit(limit)
			.toList();
	}

	@Override
	public synchronized void start() {
		this.running = true;
		listen();
	}

	@Override
	public synchronized void stop() {
		this.running = false;
		UUID id = this.registration;
		this.registration = null;
		if (id != null && this.hazelcast != null && this.hazelcast.getLifecycleService().isRunning()) {
			this.hazelcast.getMap(MAP).removeEntryListener(id);
		}
	}

	/**
	 * A member that replaces a lost one knows nothing of the lost one's listeners.
	 */
	@EventListener(ClusterFormed.class)
	synchronized void follow() {
		if (this.running) {
			listen();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	private void listen() {
		if (this.hazelcast != null) {
			this.registration = this.hazelcast.<String, String>getMap(MAP).addEntryListener(new Arrivals(), true);
		}
	}

	private ConcurrentMap<String, String> orders() {
		return (this.hazelcast != null) ? this.hazelcast.getMap(MAP) : this.ownOrders;
	}

	private void announce(String text) {
		this.events.publishEvent(new OrderPlaced(read(text)));
	}

	private Order read(String text) {
		return this.json.readValue(text, Order.class);
	}

	/** Orders that come in, one by one or with the other half of a healed cluster. */
	private final class Arrivals implements EntryAddedListener<String, String>, EntryMergedListener<String, String> {

		@Override
		public void entryAdded(EntryEvent<String, String> event) {
			announce(event.getValue());
		}

		@Override
		public void entryMerged(EntryEvent<String, String> event) {
			announce(event.getValue());
		}

	}

}
