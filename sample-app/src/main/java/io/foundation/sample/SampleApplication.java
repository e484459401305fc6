package io.foundation.sample;

import java.time.Clock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * A shop that takes orders, on as many nodes as are started.
 */
@SpringBootApplication
@EnableScheduling
public class SampleApplication {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/**
	 * Starts a node.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
