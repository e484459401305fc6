package io.foundation.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProcessFigures}.
 */
class ProcessFiguresTests {

	@Test
	void usedHeapOfTheG1Collector() {
		assertThat(ProcessFigures.usedHeapKb("""
				29946:
				 garbage-first heap   total 65536K, used 21504K [0x00000000f0000000, 0x0000000100000000)
				  region size 1024K, 3 young (3072K), 1 survivors (1024K)
				 Metaspace       used 41234K, committed 41600K, reserved 1105920K
				  class space    used 5234K, committed 5400K, reserved 1048576K
				""".lines().toList())).isEqualTo(21504);
		assertThat(ProcessFigures.usedHeapKb(
				List.of(" garbage-first heap   total reserved 262144K, committed 65536K, used 21505K [0x00f0, 0x01)")))
			.isEqualTo(21505);
	}

	@Test
	void usedHeapOfTheSerialCollectorIsThatOfBothGenerations() {
		assertThat(ProcessFigures.usedHeapKb("""
				 def new generation   total 9792K, used 300K [0x00000000f0000000, 0x00000000f0aa0000)
				  eden space 8704K,   3% used [0x00000000f0000000, 0x00000000f004b000)
				 tenured generation   total 21888K, used 15000K [0x00000000f5550000, 0x00000000f6ab0000)
				   the space 21888K,  68% used [0x00000000f5550000, 0x00000000f63f6000)
				 Metaspace       used 41234K, committed 41600K, reserved 1105920K
				""".lines().toList())).isEqualTo(15300);
	}

	@Test
	void noHeapIsAFailure() {
		assertThatExceptionOfType(MeasurementFailedException.class)
			.isThrownBy(() -> ProcessFigures.usedHeapKb(List.of("nothing")));
	}

	@Test
	void fieldsOfTheStatus() {
		List<String> status = List.of("Name:\tjava", "VmRSS:\t  240936 kB", "Threads:\t42");
		assertThat(ProcessFigures.status(status, "Threads")).isEqualTo(42);
		assertThat(ProcessFigures.status(status, "VmRSS")).isEqualTo(240936);
		assertThatExceptionOfType(MeasurementFailedException.class)
			.isThrownBy(() -> ProcessFigures.status(status, "VmSwap"));
	}

}
