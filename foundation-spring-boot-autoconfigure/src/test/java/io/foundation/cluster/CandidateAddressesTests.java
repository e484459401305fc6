package io.foundation.cluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;

import com.hazelcast.config.TcpIpConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class CandidateAddressesTests {

	private final CandidateAddresses candidates = new CandidateAddresses(Clock.systemUTC());

	private final TcpIpConfig joiner = new TcpIpConfig();

	@Test
	void tellsTheJoinerWhatWasFoundBeforeAndAfterItIsThere() {
		this.candidates.found(peer(1, Strategy.MDNS));
		this.candidates.feed().joining(this.joiner);
		this.candidates.found(peer(2, Strategy.MDNS));
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1", "127.0.0.1:2");
	}

	@Test
	void forgetsAnAddressOnlyWhenNoSourceSeesItAnyMore() {
		this.candidates.feed().joining(this.joiner);
		this.candidates.found(peer(1, Strategy.MDNS));
		this.candidates.found(peer(1, Strategy.LOOPBACK));
		this.candidates.gone(peer(1, Strategy.MDNS));
		assertThat(this.joiner.getMembers()).containsExactly("127.0.0.1:1");
		this.candidates.gone(peer(1, Strategy.LOOPBACK));
		assertThat(this.joiner.getMembers()).isEmpty();
	}

	@Test
	void countsRefusalsAndLogsTheFirst(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.candidates.refused("192.0.2.7:5701", RefusedPeer.Reason.SECRET, "wrong secret");
		}
		assertThat(this.candidates.refused()).singleElement()
			.satisfies((refused) -> assertThat(refused.count()).isEqualTo(3));
		assertThat(this.candidates.refusals(RefusedPeer.Reason.SECRET)).isEqualTo(3);
		assertThat(this.candidates.refusals(RefusedPeer.Reason.VERSION)).isZero();
		assertThat(output).containsOnlyOnce("Refused a node at 192.0.2.7:5701: wrong secret");
	}

	@Test
	void remembersAHundredRefusedNodesAndWarnsOfFifty(CapturedOutput output) {
		for (int i = 0; i < 150; i++) {
			this.candidates.refused("192.0.2.7:" + i, RefusedPeer.Reason.MALFORMED, "garbage");
		}
		assertThat(this.candidates.refused()).hasSize(100)
			.last()
			.satisfies((refused) -> assertThat(refused.address()).isEqualTo("192.0.2.7:149"));
		assertThat(this.candidates.refusals(RefusedPeer.Reason.MALFORMED)).isEqualTo(150);
		assertThat(output.toString().split("Refused a node", -1)).hasSize(50 + 1);
	}

	@Test
	void writesAddressesAsHazelcastReadsThem() throws UnknownHostException {
		this.candidates.feed().joining(this.joiner);
		this.candidates.found(new Peer(new InetSocketAddress(InetAddress.getByName("::1"), 5701), Strategy.TCP));
		assertThat(this.joiner.getMembers()).containsExactly("[0:0:0:0:0:0:0:1]:5701");
	}

	private static Peer peer(int port, Strategy source) {
		return new Peer(new InetSocketAddress(BindAddress.loopback(), port), source);
	}

}
