package io.foundation.sample.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import io.foundation.test.NodeProcess;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample's shop on one node, as a customer and as a page use it.
 */
final class Shop {

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final NodeProcess node;

	private final List<String> events = new CopyOnWriteArrayList<>();

	Shop(NodeProcess node) {
		this.node = node;
	}

	/**
	 * Follows what a page is told from now on, until the node ends.
	 */
	Shop open() throws IOException, InterruptedException {
		HttpResponse<Stream<String>> stream = http.send(HttpRequest.newBuilder(uri("/events")).build(),
				HttpResponse.BodyHandlers.ofLines());
		if (stream.statusCode() != 200) {
			throw new IOException("GET /events: status " + stream.statusCode());
		}
		Thread reader = new Thread(() -> stream.body().forEach(this.events::add), "page-of-" + this.node.name());
		reader.setUncaughtExceptionHandler((thread, ex) -> this.events.add("end: " + ex));
		reader.setDaemon(true);
		reader.start();
		return this;
	}

	/**
	 * Orders something.
	 * @return the order's id
	 */
	String order() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(uri("/orders"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("{\"item\":\"umbrella\",\"quantity\":1}"))
			.build();
		HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 201) {
			throw new IOException("POST /orders: status " + response.statusCode() + ": " + response.body());
		}
		return JsonMapper.shared().readTree(response.body()).get("id").asString();
	}

	/** Whether the page was told of an order. */
	boolean wasToldOf(String order) {
		return this.events.stream().anyMatch((line) -> line.startsWith("data:") && line.contains(order));
	}

	private URI uri(String path) {
		return URI.create(this.node.url() + path);
	}

}
