package io.foundation.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A shop that takes orders, on as many nodes as are started.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts a node.
	 * @param args Spring Boot's command line arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
