package io.foundation.sample.order;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * An order as a customer sends it: nothing about it is certain before it is checked.
 *
 * @param item what is ordered
 * @param quantity how many of it
 */
record NewOrder(@Nullable String item, @Nullable Integer quantity) {

	static final int MAX_ITEM_LENGTH = 80;

	static final int MAX_QUANTITY = 1000;

	NewOrder {
		item = (item != null) ? item.strip() : null;
	}

	/**
	 * What is wrong with it.
	 * @return a message for each field that is wrong; empty if none is
	 */
	Map<String, String> problems() {
		Map<String, String> problems = new LinkedHashMap<>();
		if (this.item == null || this.item.isEmpty() || this.item.length() > MAX_ITEM_LENGTH
				|| this.item.chars().anyMatch(Character::isISOControl)) {
			problems.put("item", "must be 1 to " + MAX_ITEM_LENGTH + " characters, without control characters");
		}
		if (this.quantity == null || this.quantity < 1 || this.quantity > MAX_QUANTITY) {
			problems.put("quantity", "must be a whole number from 1 to " + MAX_QUANTITY);
		}
		return problems;
	}

}
