package io.foundation.sample.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import io.foundation.test.NodeGroup;
import io.foundation.test.RequiresNamespaces;
import io.foundation.test.VirtualHost;
import io.foundation.test.VirtualNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The standard tools see a member: what a user would type to find out whether it is
 * announced.
 */
@RequiresNamespaces
class AvahiIT {

	/**
	 * A host's own D-Bus and Avahi, with a {@code /run} of their own: the command runs in
	 * a mount namespace.
	 */
	private static final String BROWSE = """
			set -e
			mount -t tmpfs tmpfs /run
			mkdir -p /run/dbus /run/avahi-daemon
			dbus-daemon --system --fork --nopidfile --address=unix:path=/run/dbus/system_bus_socket
			avahi-daemon --daemonize --no-drop-root --no-chroot --no-rlimits --syslog
			for try in 1 2 3 4 5; do
				found=$(avahi-browse -rpt _foundation._tcp)
				case "$found" in *"
			="*|"="*) break;; esac
			done
			avahi-daemon --kill
			echo "$found"
			""";

	@BeforeAll
	static void needsAvahi() {
		Stream.of("avahi-daemon", "avahi-browse", "dbus-daemon")
			.forEach((tool) -> assumeTrue(installed(tool), tool + " is not installed"));
	}

	@Test
	void avahiResolvesAddressAndPortOfAMember() {
		Sample sample = Sample.cluster("avahi");
		try (VirtualNetwork network = VirtualNetwork.create(); NodeGroup group = new NodeGroup()) {
			VirtualHost host = network.addHost();
			group.start(sample.quickNode("member")
				.arguments("--server.address=0.0.0.0", "--foundation.cluster.member-name=till.1",
						"--foundation.cluster.port=5711")
				.environment("FOUNDATION_CLUSTER_SECRET", "correct horse battery staple")
				.on(host)
				.build());
			group.awaitReady(Duration.ofSeconds(120));
			String found = network.addHost().run("sh", "-c", BROWSE);
			assertThat(found.lines().filter((line) -> line.startsWith("=;"))).singleElement()
				.asString()
				.contains(";till-1-", ";_foundation._tcp;local;", ";" + host.address() + ";5711;", "\"name=till.1\"",
						"\"addr=" + host.address() + ":5711\"", "\"sig=");
		}
	}

	private static boolean installed(String tool) {
		return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, tool)));
	}

}
