package io.foundation.sample.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as a browser does.
 */
final class EventStreamClient implements AutoCloseable {

	private static final HttpClient http = HttpClient.newHttpClient();

	private final BufferedReader reader;

	private EventStreamClient(BufferedReader reader) {
		this.reader = reader;
	}

	static EventStreamClient open(int port, @Nullable String lastEventId) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/events"));
		if (lastEventId != null) {
			request.header("Last-Event-ID", lastEventId);
		}
		HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
		if (response.statusCode() != 200) {
			throw new IOException(
					response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
		}
		return new EventStreamClient(
				new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
	}

	/** The next event; {@code null} at the end of the stream. */
	@Nullable Event next() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = this.reader.readLine(); line != null; line = this.reader.readLine()) {
			if (line.isEmpty()) {
				return new Event(field(lines, "event"), field(lines, "id"), field(lines, "data"));
			}
			lines.add(line);
		}
		return null;
	}

	/** The next event of a name; what comes before it is passed over. */
	Event next(String name) throws IOException {
		for (Event event = next(); event != null; event = next()) {
			if (event.name().equals(name)) {
				return event;
			}
		}
		throw new IOException("The stream ended without " + name);
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

	private static String field(List<String> lines, String name) {
		return lines.stream()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1))
			.findFirst()
			.orElse("");
	}

	record Event(String name, String id, String data) {

	}

}
