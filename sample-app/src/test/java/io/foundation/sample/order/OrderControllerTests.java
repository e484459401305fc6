package io.foundation.sample.order;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import io.foundation.cluster.FoundationCluster;
import io.foundation.sample.StubCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doThrow;

@WebMvcTest(controllers = OrderController.class, properties = "foundation.enabled=false")
@RecordApplicationEvents
class OrderControllerTests {

	private static final String PEARS = "{\"item\": \"pears\", \"quantity\": 3}";

	@Autowired
	MockMvcTester mvc;

	@MockitoSpyBean
	OrderBook orders;

	@Autowired
	ApplicationEvents events;

	@Test
	void takesAnOrder() {
		MvcTestResult result = place(PEARS);
		assertThat(result).hasStatus(HttpStatus.CREATED);
		assertThat(result).bodyJson().extractingPath("$.item").isEqualTo("pears");
		assertThat(result).bodyJson().extractingPath("$.placedOn").isEqualTo("shop-6f0c");
		assertThat(result).bodyJson().extractingPath("$.placedAt").isEqualTo("2026-11-23T10:00:00Z");
		String location = result.getResponse().getHeader("Location");
		assertThat(this.mvc.get().uri(location)).hasStatusOk().bodyJson().extractingPath("$.quantity").isEqualTo(3);
		assertThat(this.events.stream(OrderPlaced.class)).singleElement()
			.satisfies((placed) -> assertThat(location).endsWith(placed.order().id().toString()));
	}

	@Test
	void listsOrders() {
		String first = location(place(PEARS));
		String second = location(place(PEARS));
		assertThat(this.mvc.get().uri("/orders")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].id")
			.asArray()
			.contains(first, second);
	}

	@Test
	void aRepeatedKeyOrdersOnce() {
		MvcTestResult first = place(PEARS, "a-key");
		MvcTestResult second = place(PEARS, "a-key");
		assertThat(first).hasStatus(HttpStatus.CREATED);
		assertThat(second).hasStatusOk();
		assertThat(second.getResponse().getContentAsByteArray()).isEqualTo(first.getResponse().getContentAsByteArray());
		assertThat(this.events.stream(OrderPlaced.class)).hasSize(1);
	}

	@Test
	void refusesAKeyThatWasUsedForAnotherOrder() {
		place(PEARS, "another-key");
		MvcTestResult other = place("{\"item\": \"plums\", \"quantity\": 3}", "another-key");
		assertThat(other).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(other).bodyJson().extractingPath("$.detail").asString().contains("Idempotency-Key");
	}

	@ParameterizedTest
	@ValueSource(strings = { "has space", "ünïcode" })
	void refusesAKeyThatIsNone(String key) {
		assertThat(place(PEARS, key)).hasStatus(HttpStatus.BAD_REQUEST);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{}", "{\"item\": \"  \", \"quantity\": 1}", "{\"item\": \"a\\u0007b\", \"quantity\": 1}" })
	void namesAnItemThatIsNone(String body) {
		MvcTestResult result = place(body);
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("$.errors.item").asString().contains("80 characters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "0", "-1", "1001" })
	void namesAQuantityThatIsNone(String quantity) {
		MvcTestResult result = place("{\"item\": \"pears\", \"quantity\": " + quantity + "}");
		assertThat(result).hasStatus(HttpStatus.BAD_REQUEST);
		assertThat(result).bodyJson().extractingPath("$.errors.quantity").asString().contains("from 1 to 1000");
		assertThat(result).bodyJson().doesNotHavePath("$.errors.item");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "pears", "{\"item\": \"pears\", \"quantity\": 1.5}" })
	void refusesWhatItCannotRead(String body) {
		assertThat(place(body)).hasStatus(HttpStatus.BAD_REQUEST).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void doesNotFindAnOrderThatIsNone() {
		assertThat(this.mvc.get().uri("/orders/none")).hasStatus(HttpStatus.NOT_FOUND)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void saysThatTheMemberIsNotThere() {
		doThrow(HazelcastInstanceNotActiveException.class).when(this.orders).latest(OrderController.LATEST);
		assertThat(this.mvc.get().uri("/orders")).hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void listsTheNewestFirst() {
		List<String> times = List.of("2046-11-23T10:00:01Z", "2046-11-23T10:00:03Z", "2046-11-23T10:00:02Z");
		times.forEach((time) -> this.orders
			.placeIfAbsent(new Order(UUID.randomUUID(), "pears", 1, "shop-1", Instant.parse(time))));
		assertThat(this.orders.latest(2)).extracting((order) -> order.placedAt().getEpochSecond() % 10)
			.containsExactly(3L, 2L);
	}

	private static String location(MvcTestResult result) {
		String location = result.getResponse().getHeader("Location");
		assertThat(location).startsWith("/orders/");
		return location.substring("/orders/".length());
	}

	private MvcTestResult place(String body) {
		return this.mvc.post().uri("/orders").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private MvcTestResult place(String body, String key) {
		return this.mvc.post()
			.uri("/orders")
			.header("Idempotency-Key", key)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body)
			.exchange();
	}

	@TestConfiguration(proxyBeanMethods = false)
	@Import(OrderBook.class)
	static class Stubs {

		@Bean
		@Primary
		FoundationCluster stubCluster() {
			return new StubCluster();
		}

		@Bean
		@Primary
		Clock fixedClock() {
			return Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
		}

	}

}
