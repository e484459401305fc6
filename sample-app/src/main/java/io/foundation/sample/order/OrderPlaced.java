package io.foundation.sample.order;

/**
 * An application event: an order was placed, on whichever node. Published on every node
 * by the thread that learns of it, which may be Hazelcast's: listeners must not block.
 *
 * @param order the order
 */
public record OrderPlaced(Order order) {

}
