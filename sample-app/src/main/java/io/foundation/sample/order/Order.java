package io.foundation.sample.order;

import java.time.Instant;
import java.util.UUID;

/**
 * An order that the shop has taken.
 *
 * @param id its id
 * @param item what is ordered
 * @param quantity how many of it
 * @param placedOn the name of the member that took the order
 * @param placedAt when it did
 */
public record Order(UUID id, String item, int quantity, String placedOn, Instant placedAt) {

	boolean sameGoods(Order other) {
		return this.item.equals(other.item) && this.quantity == other.quantity;
	}

}
