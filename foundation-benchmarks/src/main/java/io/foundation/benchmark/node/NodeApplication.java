package io.foundation.benchmark.node;

import java.lang.management.ManagementFactory;
import java.time.Instant;

import io.foundation.cluster.FoundationCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * The smallest application on the starter. It says in its log when its process started,
 * when it was ready, and each view of the cluster.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class NodeApplication {

	private static final Logger log = LoggerFactory.getLogger(NodeApplication.class);

	@Bean
	ViewReporter viewReporter(FoundationCluster cluster) {
		return new ViewReporter(cluster);
	}

	/**
	 * Starts a node.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(NodeApplication.class, args);
		Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
		log.info("Ready, process started at {}.", started);
	}

}
