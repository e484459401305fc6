package io.foundation.sample.page;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.foundation.cluster.ClusterFormed;
import io.foundation.cluster.ClusterMember;
import io.foundation.cluster.ClusterState;
import io.foundation.cluster.Departure;
import io.foundation.cluster.DepartureKind;
import io.foundation.cluster.MemberJoined;
import io.foundation.cluster.MemberLeft;
import io.foundation.sample.StubCluster;
import io.foundation.sample.order.Order;
import io.foundation.sample.order.OrderPlaced;
import io.foundation.sample.page.EventStreamClient.Event;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "foundation.enabled=false")
@Timeout(60)
class LivePagesTests {

	private static final ClusterMember PEER = new ClusterMember("id-2", "shop-2", "127.0.0.1:5702", false, false);

	@LocalServerPort
	int port;

	@Autowired
	LivePages pages;

	@Autowired
	ClusterNews news;

	@Autowired
	StubCluster cluster;

	@Autowired
	ApplicationEventPublisher events;

	private final List<EventStreamClient> clients = new ArrayList<>();

	@BeforeEach
	void running() {
		this.pages.start();
	}

	@AfterEach
	void closeAll() throws IOException {
		for (EventStreamClient client : this.clients) {
			client.close();
		}
		this.pages.stop();
		this.cluster.become(ClusterState.HEALTHY);
	}

	@Test
	void showsANewPageTheClusterAndTheTimeline() throws Exception {
		this.events.publishEvent(new ClusterFormed(this.cluster.members(), Duration.ofMillis(321)));
		this.events.publishEvent(new MemberJoined(PEER, 2));
		EventStreamClient page = open(null);
		Event first = page.next();
		assertThat(first).isNotNull();
		assertThat(first.name()).isEqualTo("cluster");
		assertThat(first.data()).contains("\"name\":\"shop-6f0c\"", "\"state\":\"HEALTHY\"", "\"formedInMs\":321",
				"nothing is configured", "[\"mdns\",\"loopback\"]");
		assertThat(nextText(page, "In a cluster of")).contains("1 member after 321 ms");
		assertThat(nextText(page, "joined")).contains("shop-2 joined from 127.0.0.1:5702: 2 members");
	}

	@Test
	void tellsAPageThatComesBackWhatItMissed() throws Exception {
		String missed = "missed " + UUID.randomUUID();
		this.pages.record("joined", "seen");
		String lastSeen = lastEventId();
		this.pages.record("joined", missed);
		EventStreamClient page = open(lastSeen);
		assertThat(page.next("timeline").data()).contains(missed);
	}

	@Test
	void tellsWhatHappensAsItHappens() throws Exception {
		EventStreamClient page = open(lastEventId());
		page.next("cluster");
		Departure departure = new Departure("id-2", "shop-2", DepartureKind.CRASHED, Instant.EPOCH);
		this.events.publishEvent(new MemberLeft(PEER, departure, 1));
		assertThat(page.next("timeline").data()).contains("shop-2 crashed: 1 member", "\"kind\":\"crashed\"");
		Order order = new Order(UUID.randomUUID(), "pears", 3, "shop-2", Instant.EPOCH);
		this.events.publishEvent(new OrderPlaced(order));
		assertThat(page.next("order").data()).contains(order.id().toString(), "pears");
	}

	@Test
	void noticesWhatHasNoEventOfItsOwn() throws Exception {
		EventStreamClient page = open(lastEventId());
		page.next("cluster");
		this.cluster.become(ClusterState.CRITICAL);
		assertThat(page.next("timeline").data()).contains("The cluster is critical");
		assertThat(page.next("cluster").data()).contains("\"state\":\"CRITICAL\"", "\"present\":false");
		this.cluster.refuse("192.0.2.7:5701");
		assertThat(page.next("cluster").data()).contains("192.0.2.7:5701", "foundation.cluster.secret");
	}

	@Test
	void forgetsAPageThatWentAway() throws Exception {
		EventStreamClient page = open(null);
		page.next("cluster");
		assertThat(this.pages.size()).isOne();
		page.close();
		Awaitility.await().untilAsserted(() -> {
			this.news.beat();
			assertThat(this.pages.size()).isZero();
		});
	}

	@Test
	void cutsOffAPageThatDoesNotRead() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.port)) {
			socket.getOutputStream()
				.write("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			Awaitility.await().untilAsserted(() -> assertThat(this.pages.size()).isOne());
			String bulk = "x".repeat(100_000);
			Awaitility.await().pollInterval(Duration.ofMillis(1)).untilAsserted(() -> {
				this.pages.tell("order", bulk);
				assertThat(this.pages.size()).isZero();
			});
		}
	}

	@Test
	void refusesMorePagesThanItCanFeed() throws Exception {
		for (int i = 0; i < LivePages.MAX_PAGES; i++) {
			open(null);
		}
		assertThatIOException().isThrownBy(() -> open(null)).withMessageContaining("503");
	}

	@Test
	void endsTheConnectionsWhenItStops() throws Exception {
		EventStreamClient page = open(null);
		page.next("cluster");
		this.pages.stop();
		assertThatIOException().isThrownBy(() -> page.next("none")).withMessageContaining("ended");
		assertThatIOException().isThrownBy(() -> open(null)).withMessageContaining("503");
		this.pages.start();
		assertThat(open(null).next()).isNotNull();
	}

	private EventStreamClient open(String lastEventId) throws Exception {
		EventStreamClient client = EventStreamClient.open(this.port, lastEventId);
		this.clients.add(client);
		return client;
	}

	private String lastEventId() throws Exception {
		String marker = UUID.randomUUID().toString();
		this.pages.record("joined", marker);
		try (EventStreamClient page = EventStreamClient.open(this.port, null)) {
			Event event = page.next("timeline");
			while (!event.data().contains(marker)) {
				event = page.next("timeline");
			}
			return event.id();
		}
	}

	private static String nextText(EventStreamClient page, String text) throws IOException {
		Event event = page.next("timeline");
		while (!event.data().contains(text)) {
			event = page.next("timeline");
		}
		return event.data();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Stubs {

		@Bean
		@Primary
		StubCluster stubCluster() {
			return new StubCluster();
		}

	}

}
