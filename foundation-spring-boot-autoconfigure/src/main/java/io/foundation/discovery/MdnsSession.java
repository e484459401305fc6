package io.foundation.discovery;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

import io.foundation.cluster.LocalNode;
import io.foundation.cluster.Peer;
import io.foundation.cluster.PeerSource;
import io.foundation.cluster.Peers;
import io.foundation.cluster.Strategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a JmDNS. It is created, asked and closed by the thread
 * {@code foundation-mdns}: creation takes tenths of a second, closing as long, and
 * neither may hold up the application. That thread is a daemon: the first goodbye leaves
 * at once, and what a Java process that ends meanwhile does not get said, the others
 * learn when the record expires.
 */
final class MdnsSession implements ServiceListener {

	/** A flood of forged records must end somewhere. */
	private static final int MAX_SIGHTED = 1000;

	/** Peers that start together announce themselves within it. */
	private static final Duration GRACE = Duration.ofMillis(150);

	private static final Duration FIRST_QUERY = Duration.ofSeconds(1);

	private static final Duration MAX_QUERY_INTERVAL = Duration.ofSeconds(60);

	private static final Duration RETRY = Duration.ofSeconds(2);

	private static final Logger log = LoggerFactory.getLogger(PeerSource.class);

	private final DiscoveryProperties.Mdns properties;

	private final LocalNode self;

	private final Reception reception;

	private final SourceThread owner = new SourceThread("foundation-mdns");

	private final CompletableFuture<Void> firstAnswers = new CompletableFuture<>();

	/** Peers by the name of their service; written by jmDNS's thread. */
	private final Map<String, Sighting> sighted = new ConcurrentHashMap<>();

	/** Services that were announced without their details; written by jmDNS's thread. */
	private final Set<String> unresolved = ConcurrentHashMap.newKeySet();

	/** The thread's own; others read it. */
	private volatile @Nullable MdnsResponder responder;

	MdnsSession(DiscoveryProperties.Mdns properties, LocalNode self, Peers peers) {
		this.properties = properties;
		this.self = self;
		this.reception = new Reception(self, Strategy.MDNS, peers);
	}

	CompletableFuture<Void> begin() {
		this.owner.now(this::open);
		queryAfter(FIRST_QUERY);
		return this.firstAnswers;
	}

	void end() {
		this.owner.endAfter(this::close);
		this.firstAnswers.complete(null);
	}

	@Nullable JmDNS jmdns() {
		MdnsResponder running = this.responder;
		return (running != null) ? running.jmdns() : null;
	}

	private void open() {
		try {
			requireMulticast();
			MdnsResponder opened = new MdnsResponder(this.self.bindAddress().getAddress(), hostName(), this::lost);
			this.responder = opened;
			register(opened.jmdns());
			this.owner.after(this.properties.firstAnswerTimeout(), this::answered);
			this.owner.after(Duration.ofSeconds(MdnsResponder.TTL_SECONDS), () -> forgetUnlessSeenBy(opened));
		}
		catch (IOException ex) {
			closeResponder();
			if (!this.firstAnswers.completeExceptionally(ex)) {
				log.debug("mDNS cannot start; trying again in {}", RETRY, ex);
			}
			this.owner.after(RETRY, this::open);
		}
	}

	/** jmDNS takes ten seconds to give up, and says much about it. */
	private void requireMulticast() throws IOException {
		String obstacle = MulticastCheck.obstacle(this.self.bindAddress().getAddress());
		if (!obstacle.isEmpty()) {
			throw new IOException(obstacle);
		}
	}

	private void register(JmDNS created) throws IOException {
		NodeRecord record = NodeRecord.of(this.self);
		ServiceInfo service = ServiceInfo.create(this.properties.serviceType(), serviceName(),
				record.address().getPort(), 0, 0, TxtRecord.encode(record.properties()));
		created.registerService(service);
		created.addServiceListener(this.properties.serviceType(), this);
		log.debug("JmDNS.registerService {} at {}", service.getQualifiedName(), NodeRecord.text(record.address()));
	}

	/**
	 * Asks again, ever more rarely: an announcement or an answer may have been lost.
	 */
	private void queryAfter(Duration delay) {
		this.owner.after(delay, () -> {
			query();
			Duration doubled = delay.multipliedBy(2);
			queryAfter((doubled.compareTo(MAX_QUERY_INTERVAL) < 0) ? doubled : MAX_QUERY_INTERVAL);
		});
	}

	private void query() {
		JmDNS asked = jmdns();
		if (asked != null) {
			// jmDNS has no call to ask again: adding the same listener does.
			asked.addServiceListener(this.properties.serviceType(), this);
			this.unresolved.stream()
				.limit(10)
				.forEach((name) -> asked.requestServiceInfo(this.properties.serviceType(), name, 1));
		}
	}

	private void answered() {
		this.firstAnswers.complete(null);
	}

	/** Called by a thread of jmDNS's. */
	private void lost() {
		this.owner.now(() -> {
			log.atWarn()
				.addKeyValue("address", this.self.bindAddress().getAddress().getHostAddress())
				.log("mDNS has stopped working on {}; starting it again",
						this.self.bindAddress().getAddress().getHostAddress());
			closeResponder();
			open();
		});
	}

	/**
	 * A new JmDNS does not miss those whom the one before it knew.
	 */
	private void forgetUnlessSeenBy(MdnsResponder current) {
		if (this.responder == current) {
			this.sighted.forEach((service, sighting) -> {
				if (sighting.by() != current.jmdns()) {
					forget(service);
				}
			});
		}
	}

	private void close() {
		closeResponder();
		this.sighted.clear();
		this.unresolved.clear();
	}

	private void closeResponder() {
		MdnsResponder closed = this.responder;
		this.responder = null;
		if (closed != null) {
			closed.close();
		}
	}

	@Override
	public void serviceAdded(ServiceEvent event) {
		if (this.unresolved.size() < MAX_SIGHTED && !this.sighted.containsKey(event.getName())) {
			this.unresolved.add(event.getName());
		}
	}

	/** Called several times for one service, at first without its TXT record. */
	@Override
	public void serviceResolved(ServiceEvent event) {
		byte[] text = event.getInfo().getTextBytes();
		if (text.length <= 1) {
			return;
		}
		this.unresolved.remove(event.getName());
		String seenAt = seenAt(event.getInfo());
		try {
			receive(event, TxtRecord.decode(text), seenAt);
		}
		catch (MalformedRecordException ex) {
			this.reception.malformed(seenAt, ex.problem());
		}
	}

	@Override
	public void serviceRemoved(ServiceEvent event) {
		this.unresolved.remove(event.getName());
		forget(event.getName());
	}

	private void receive(ServiceEvent event, Map<String, String> properties, String seenAt) {
		if (this.sighted.size() >= MAX_SIGHTED && !this.sighted.containsKey(event.getName())) {
			return;
		}
		Optional<Peer> peer = this.reception.receive(properties, seenAt);
		if (peer.isPresent()) {
			Sighting previous = this.sighted.put(event.getName(), new Sighting(peer.get(), event.getDNS()));
			goneUnlessSighted(previous);
			this.owner.after(GRACE, this::answered);
		}
	}

	private void forget(String service) {
		goneUnlessSighted(this.sighted.remove(service));
	}

	/** One peer may be announced under several names, rightly by one. */
	private void goneUnlessSighted(@Nullable Sighting former) {
		if (former != null && this.sighted.values().stream().map(Sighting::peer).noneMatch(former.peer()::equals)) {
			this.reception.gone(former.peer());
		}
	}

	private static String seenAt(ServiceInfo service) {
		return Arrays.stream(service.getInetAddresses())
			.findFirst()
			.map((address) -> address.getHostAddress() + ":" + service.getPort())
			.orElse("an unknown address");
	}

	/**
	 * The name of the service: the member's, made unique by as much of the instance id as
	 * fits; dots would confuse jmDNS.
	 */
	private String serviceName() {
		String member = this.self.identity().memberName().replace('.', '-');
		String id = id();
		return member.endsWith("-" + id.substring(0, 4)) ? member + id.substring(4) : member + "-" + id;
	}

	private String hostName() {
		return "foundation-" + id();
	}

	private String id() {
		return this.self.identity().instanceId().replace("-", "").substring(0, 12);
	}

	/**
	 * A peer that was found.
	 *
	 * @param peer the peer
	 * @param by the JmDNS that found it
	 */
	private record Sighting(Peer peer, JmDNS by) {

	}

}
