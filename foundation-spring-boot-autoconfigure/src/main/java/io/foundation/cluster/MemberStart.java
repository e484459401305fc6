package io.foundation.cluster;

import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.hazelcast.config.Config;
import com.hazelcast.config.ConfigXmlGenerator;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.hazelcast.autoconfigure.HazelcastConfigCustomizer;

/**
 * One start of a member with everything around it: the address, the claim to a port, the
 * sources of peers. Used by the thread that owns the member.
 */
final class MemberStart implements AutoCloseable {

	/** As long as mDNS takes to come up and hear from a settled peer, at the most. */
	private static final long FIRST_ANSWERS_MILLIS = 1500;

	/** Longer than a node takes from its first sign of life until its member listens. */
	private static final StartOrder START_ORDER = new StartOrder(Duration.ofSeconds(10));

	private static final Logger log = LoggerFactory.getLogger(FoundationCluster.class);

	private final BindAddress bindAddress;

	private final PortClaim claim;

	private final Parts parts;

	private MemberStart(Parts parts, BindAddress bindAddress, PortClaim claim) {
		this.parts = parts;
		this.bindAddress = bindAddress;
		this.claim = claim;
	}

	/**
	 * Chooses an address and claims a port.
	 */
	static MemberStart prepare(Parts parts) {
		ClusterProperties properties = parts.properties;
		BindAddress address = BindAddress.choose(parts.plan.scope(), properties.networkInterface());
		parts.decisions.add("interface", address.choice() + " (" + address.address().getHostAddress() + ")",
				address.reason());
		PortClaim claim = PortClaim.claim(address.address(), properties.port(), properties.portCount());
		return new MemberStart(parts, address, claim);
	}

	BindAddress bindAddress() {
		return this.bindAddress;
	}

	String address() {
		InetSocketAddress address = publicAddress();
		return address.getHostString() + ":" + address.getPort();
	}

	/**
	 * Looks for peers, and starts the member.
	 */
	HazelcastInstance start() {
		this.parts.candidates.clear();
		lookOut();
		return LostMaster.joinDespite(this::join);
	}

	private HazelcastInstance join() {
		Config config = this.parts.configuration.create(this.bindAddress.address(), this.claim.port(),
				this.parts.liveness.listen(this.bindAddress.address()));
		this.parts.customizers.forEach((customizer) -> customizer.customize(config));
		TcpIpConfig joiner = config.getNetworkConfig().getJoin().getTcpIpConfig();
		boolean first = joiner.isEnabled() && START_ORDER.goesFirst(publicAddress(), this.parts.candidates);
		this.parts.candidates.feed().joining((joiner.isEnabled() && !first) ? joiner : null);
		dump(config);
		log.debug("Hazelcast.newHazelcastInstance on {}, candidates {}", address(), this.parts.candidates.addresses());
		HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
		this.parts.candidates.feed().joined(joiner.isEnabled() ? joiner : null);
		return member;
	}

	/**
	 * Whether another process took the port between the claim and the start.
	 */
	static boolean lostPort(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			if (cause instanceof BindException || message.contains("already in use")) {
				return true;
			}
		}
		return false;
	}

	@Override
	public void close() {
		this.parts.sources.forEach(PeerSource::stop);
		this.claim.close();
	}

	private void lookOut() {
		LocalNode node = new LocalNode(this.parts.identity, this.parts.plan.scope(), publicAddress(),
				new InetSocketAddress(this.bindAddress.address(), this.claim.port()), this.claim.socket());
		List<CompletableFuture<?>> answers = this.parts.sources.stream()
			.map((source) -> source.start(node, this.parts.candidates))
			.<CompletableFuture<?>>map(CompletionStage::toCompletableFuture)
			.toList();
		boolean oneHost = this.parts.plan.scope() == Scope.HOST && this.parts.plan.uses(Strategy.LOOPBACK);
		CompletableFuture<?> first = oneHost ? answers.get(loopback())
				: CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
		await(first);
	}

	/** On one host its answer is complete, and there within milliseconds. */
	private int loopback() {
		return this.parts.sources.stream().map(PeerSource::strategy).toList().indexOf(Strategy.LOOPBACK);
	}

	private static void await(CompletableFuture<?> answers) {
		try {
			answers.get(FIRST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			log.debug("No answer from peers within {} ms; later ones are taken while the member runs",
					FIRST_ANSWERS_MILLIS);
		}
		catch (ExecutionException ex) {
			log.warn("Looking for peers failed; later tries may succeed", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private InetSocketAddress publicAddress() {
		String configured = this.parts.properties.publicAddress();
		if (configured == null) {
			return new InetSocketAddress(this.bindAddress.address(), this.claim.port());
		}
		int colon = configured.lastIndexOf(':');
		boolean port = colon > 0 && configured.indexOf(':') == colon;
		return port
				? new InetSocketAddress(configured.substring(0, colon),
						Integer.parseInt(configured.substring(colon + 1)))
				: new InetSocketAddress(configured, this.claim.port());
	}

	private static void dump(Config config) {
		if (log.isDebugEnabled()) {
			String xml = new ConfigXmlGenerator(true, true).generate(config);
			log.debug("Configuration of the Hazelcast member, its cluster name masked:\n{}",
					xml.replace(config.getClusterName(), "****"));
		}
	}

	/**
	 * What every start of the member has in common.
	 *
	 * @param properties the properties
	 * @param plan scope and strategies
	 * @param identity who this node is
	 * @param configuration makes the member's configuration
	 * @param customizers the application's last word on it
	 * @param sources the chosen sources of peers
	 * @param candidates where they report
	 * @param liveness through which peers watch this process
	 * @param decisions where decisions are taken down
	 */
	record Parts(ClusterProperties properties, ClusterPlan plan, NodeIdentity identity,
			MemberConfiguration configuration, List<HazelcastConfigCustomizer> customizers, List<PeerSource> sources,
			CandidateAddresses candidates, Liveness liveness, Decisions decisions) {

	}

}
