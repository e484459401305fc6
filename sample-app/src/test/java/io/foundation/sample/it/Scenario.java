package io.foundation.sample.it;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.foundation.test.Cut;
import io.foundation.test.NodeProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What befalls a cluster, and what it must say of it.
 *
 * @param cluster the cluster, whole before and afterwards
 * @param figures where it is taken down how long it took
 */
record Scenario(FaultyCluster cluster, Figures figures) {

	private static final String UNREACHABLE = "Member left: .*\\(unreachable\\)";

	private static final String CRASHED = "Member left: .*\\(crashed\\)";

	private static final String GRACEFUL = "Member left: .*\\(graceful\\)";

	/** Longer than it takes to notice a silence. */
	private static final Duration SETTLED = Duration.ofSeconds(6);

	/**
	 * One node is cut off long enough to be noticed, and comes back.
	 */
	void cutOffOne(int index, Cut kind, Duration time) {
		List<NodeProcess> others = this.cluster.allBut(index);
		NodeProcess alone = this.cluster.node(index);
		Instant cut = this.cluster.cut(index, kind);
		String keyword = kind.name().toLowerCase(Locale.ROOT);
		this.figures.took("unreachable-" + keyword, cut, this.cluster.awaitLine(others, UNREACHABLE, cut));
		this.figures.took("alone-" + keyword, cut, this.cluster.awaitLine(List.of(alone), UNREACHABLE, cut));
		this.cluster.awaitLine(List.of(alone), "Quorum lost", cut);
		if (kind != Cut.LINK_DOWN) {
			assertThat(this.cluster.view(index).state()).isEqualTo("critical");
		}
		others.forEach((node) -> assertThat(FaultyCluster.times(node, "Quorum lost", cut)).isEmpty());
		hold(cut, time);
		heal(cut, "heal-" + keyword);
		this.cluster.awaitLine(List.of(alone), "Quorum restored", cut);
	}

	/**
	 * One node is cut off for a time.
	 */
	void cutAndHeal(int index, Duration time) {
		Instant cut = this.cluster.cut(index, Cut.DROP);
		hold(cut, time);
		heal(cut, "heal-after-" + time.toSeconds() + "s");
	}

	/**
	 * The cluster falls into two parts for a time.
	 * @param first how many nodes are in the first part
	 */
	void split(int first, Duration time) {
		Instant cut = this.cluster.split(first, Cut.DROP);
		hold(cut, time);
		heal(cut, "heal-halves-after-" + time.toSeconds() + "s");
	}

	private void hold(Instant since, Duration time) {
		Duration left = time.minus(Duration.between(since, Instant.now()));
		if (left.compareTo(Duration.ZERO) > 0) {
			this.cluster.hold(left, () -> this.cluster.nobodyCrashed(since));
		}
	}

	private void heal(Instant cut, String figure) {
		Instant healed = this.cluster.heal();
		this.cluster.awaitWhole();
		this.figures.took(figure, healed, Instant.now());
		this.cluster.hold(SETTLED, this.cluster::isWhole);
		this.cluster.assertNobodyCrashed(cut);
	}

	/**
	 * A process is killed; the node stays down.
	 * @return when it was killed
	 */
	Instant kill(int index) {
		List<NodeProcess> survivors = running(index);
		Instant killed = Instant.now();
		this.cluster.node(index).kill();
		survivors.forEach(
				(node) -> this.figures.took("crashed", killed, this.cluster.awaitLine(List.of(node), CRASHED, killed)));
		this.cluster.group().awaitOneCluster(survivors, FaultyCluster.PATIENCE);
		return killed;
	}

	/**
	 * A process is asked to end; the node stays down.
	 */
	void stop(int index) {
		List<NodeProcess> survivors = running(index);
		Instant asked = Instant.now();
		this.cluster.node(index).terminate(Duration.ofSeconds(30));
		Instant ended = Instant.now();
		Instant known = this.cluster.awaitLine(survivors, GRACEFUL, asked);
		this.figures.took("graceful", asked, known);
		assertThat(known).as("known before the process ended").isBefore(ended);
		this.cluster.group().awaitOneCluster(survivors, FaultyCluster.PATIENCE);
	}

	/**
	 * A process is stopped where it is for a time.
	 */
	void pause(int index, Duration time) {
		List<NodeProcess> others = this.cluster.allBut(index);
		Instant paused = Instant.now();
		this.cluster.node(index).pause();
		this.figures.took("unreachable-paused", paused, this.cluster.awaitLine(others, UNREACHABLE, paused));
		hold(paused, time);
		Instant resumed = Instant.now();
		this.cluster.node(index).resume();
		this.cluster.awaitWhole();
		this.figures.took("back-after-pause", resumed, Instant.now());
		this.cluster.hold(SETTLED, this.cluster::isWhole);
		this.cluster.assertNobodyCrashed(paused);
	}

	/**
	 * A process is stopped where it is for so short a time that nobody takes it for gone.
	 */
	void pauseUnnoticed(int index, Duration time) {
		Instant paused = Instant.now();
		this.cluster.node(index).pause();
		this.cluster.hold(time, () -> this.cluster.left(paused) == 0);
		this.cluster.node(index).resume();
		this.cluster.hold(SETTLED, () -> this.cluster.left(paused) == 0);
	}

	/**
	 * A node is stopped and started again; meanwhile the others' views are equal.
	 */
	void rollOver(int index) {
		stop(index);
		this.cluster.restart(index);
		Instant up = Instant.now();
		this.cluster.awaitWhole();
		this.figures.took("whole-after-restart", up, Instant.now());
	}

	private List<NodeProcess> running(int index) {
		return this.cluster.allBut(index).stream().filter(NodeProcess::isAlive).toList();
	}

}
