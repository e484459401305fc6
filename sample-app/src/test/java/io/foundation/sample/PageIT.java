package io.foundation.sample;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, on a cluster of two.
 */
@Timeout(180)
class PageIT {

	private final String clusterName = "shop-it-" + UUID.randomUUID().toString().substring(0, 8);

	private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();

	private Browser browser;

	@BeforeEach
	void startBrowser() throws IOException {
		String missing = Browser.missing();
		Assumptions.assumeTrue(missing == null, missing);
		this.browser = Browser.start();
	}

	@AfterEach
	void closeAll() throws IOException {
		if (this.browser != null) {
			this.browser.close();
		}
		this.nodes.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void showsTheClusterLive() {
		ConfigurableApplicationContext first = start("shop-first");
		this.browser.viewport(1280, 1100);
		this.browser.open(url(first));
		this.browser.awaitText("#connection", "Live");
		this.browser.awaitText("#size", "1");
		this.browser.awaitText("#orders-title ~ .scroll .empty", "No orders yet.");

		ConfigurableApplicationContext second = start("shop-second");
		this.browser.awaitText("#members", "shop-first", "shop-second", "this node", "oldest");
		this.browser.awaitText("#timeline", "shop-second joined");
		this.browser.awaitText("#state", "healthy");
		assertThat(this.browser.text("#mode")).isEqualTo("mortal");
		assertThat(this.browser.text("#decisions")).contains("mode", "scope", "strategy");
		String firstTab = this.browser.tab();

		String secondUrl = url(second);
		String secondTab = this.browser.openAside(secondUrl);
		this.browser.viewport(1280, 1100);
		this.browser.awaitText("#here", "shop-second");
		order("pears <b>& plums</b>", "3");
		this.browser.awaitText("#order-result", "Ordered 3 × pears <b>& plums</b>.");
		this.browser.switchTo(firstTab);
		this.browser.awaitText("#orders", "pears <b>& plums</b>", "shop-second");
		assertThat(this.browser.count("#orders b")).isZero();

		this.browser.switchTo(secondTab);
		order("", "0");
		this.browser.awaitText("#order-result", "item must be 1 to 80 characters", "quantity must be a whole number");
		assertThat(this.browser.console()).allMatch((line) -> line.contains("400"));
		this.browser.screenshot("two-nodes-refused-order");

		this.browser.switchTo(firstTab);
		this.browser.screenshot("desktop-light");
		this.browser.run("window.untouched = true");
		second.close();
		this.browser.awaitText("#departures", "shop-second");
		this.browser.awaitText("#size", "1");
		assertThat(this.browser.text("#timeline li:first-child")).isNotEmpty();
		assertThat(this.browser.text("#timeline")).contains("shop-second");
		assertThat(this.browser.run("return window.untouched")).isEqualTo(true);
		this.browser.colorScheme("dark");
		this.browser.screenshot("desktop-dark");
		assertThat(this.browser.console()).allMatch((line) -> line.startsWith(secondUrl));

		this.browser.switchTo(secondTab);
		this.browser.awaitText("#connection", "Disconnected");
	}

	@Test
	void fitsAPhone() {
		ConfigurableApplicationContext node = start("shop-with-a-rather-long-name-1");
		this.browser.viewport(390, 844);
		this.browser.open(url(node));
		this.browser.awaitText("#connection", "Live");
		order("a".repeat(80), "1000");
		this.browser.awaitText("#orders", "a".repeat(80));
		assertThat(this.browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
		this.browser.screenshot("phone-light");
		this.browser.colorScheme("dark");
		this.browser.screenshot("phone-dark");
		assertThat(this.browser.console()).isEmpty();
	}

	@Test
	void comesBackAfterARestart() {
		ConfigurableApplicationContext node = start("shop-before");
		int port = port(node);
		this.browser.open(url(node));
		this.browser.awaitText("#here", "shop-before");
		node.close();
		this.browser.awaitText("#connection", "Disconnected");
		start("shop-after", "--server.port=" + port);
		this.browser.awaitText("#connection", "Live");
		this.browser.awaitText("#here", "shop-after");
	}

	private void order(String item, String quantity) {
		this.browser.run("document.getElementById('quantity').value = ''");
		this.browser.type("#item", item);
		this.browser.type("#quantity", quantity);
		this.browser.click("#order button");
	}

	private ConfigurableApplicationContext start(String memberName, String... args) {
		List<String> all = new ArrayList<>(List.of("--foundation.cluster.name=" + this.clusterName,
				"--foundation.cluster.member-name=" + memberName));
		all.addAll((args.length > 0) ? List.of(args) : List.of("--server.port=0"));
		ConfigurableApplicationContext node = new SpringApplicationBuilder(SampleApplication.class)
			.run(all.toArray(String[]::new));
		this.nodes.add(node);
		return node;
	}

	private static String url(ConfigurableApplicationContext node) {
		return "http://127.0.0.1:" + port(node) + "/";
	}

	private static int port(ConfigurableApplicationContext node) {
		return ((WebServerApplicationContext) node).getWebServer().getPort();
	}

}
