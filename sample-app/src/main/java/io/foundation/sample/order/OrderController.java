package io.foundation.sample.order;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.foundation.cluster.FoundationCluster;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The shop's REST API.
 */
@RestController
@RequestMapping("/orders")
class OrderController {

	static final int LATEST = 100;

	private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

	private final OrderBook orders;

	private final FoundationCluster cluster;

	private final Clock clock;

	OrderController(OrderBook orders, FoundationCluster cluster, Clock clock) {
		this.orders = orders;
		this.cluster = cluster;
		this.clock = clock;
	}

	@GetMapping
	List<Order> latest() {
		return this.orders.latest(LATEST);
	}

	@GetMapping("/{id}")
	Order one(@PathVariable String id) {
		return this.orders.find(id).orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "There is no order " + id + "."));
	}

	/**
	 * Takes an order. A repeated {@code Idempotency-Key} takes it once, on whichever node
	 * the repetition arrives.
	 */
	@PostMapping
	ResponseEntity<Order> place(@RequestBody NewOrder request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		Order order = accept(request, orderId(key));
		Optional<Order> before = this.orders.placeIfAbsent(order);
		if (before.isEmpty()) {
			return ResponseEntity.created(URI.create("/orders/" + order.id())).body(order);
		}
		if (!before.get().sameGoods(order)) {
			throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key was used for another order.");
		}
		return ResponseEntity.ok(before.get());
	}

	@ExceptionHandler
	ProblemDetail notActive(HazelcastInstanceNotActiveException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"This node is not in the cluster at the moment. Try again, or another node.");
	}

	private Order accept(NewOrder request, UUID id) {
		Map<String, String> problems = request.problems();
		if (request.item() == null || request.quantity() == null || !problems.isEmpty()) {
			ErrorResponseException invalid = problem(HttpStatus.BAD_REQUEST, "The order is not valid.");
			invalid.getBody().setProperty("errors", problems);
			throw invalid;
		}
		return new Order(id, request.item(), request.quantity(), this.cluster.localMember().name(),
				this.clock.instant());
	}

	private UUID orderId(@Nullable String key) {
		if (key == null) {
			return UUID.randomUUID();
		}
		if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
			throw problem(HttpStatus.BAD_REQUEST,
					"The Idempotency-Key must be 1 to 128 printable ASCII characters without spaces.");
		}
		return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.US_ASCII));
	}

	private static ErrorResponseException problem(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
