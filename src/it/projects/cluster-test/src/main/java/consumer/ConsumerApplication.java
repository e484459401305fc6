package consumer;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application whose tests want several nodes of it.
 */
@SpringBootApplication
public class ConsumerApplication {

	public static void main(String[] args) {
		SpringApplication.run(ConsumerApplication.class, args);
	}

	@Bean
	Orders orders() {
		AtomicInteger count = new AtomicInteger();
		return count::incrementAndGet;
	}

	/**
	 * What the tests call on a node.
	 */
	public interface Orders {

		/**
		 * Takes an order.
		 * @return how many this node has taken
		 */
		int take();

	}

}
