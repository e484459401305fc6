package io.foundation.channel;

/**
 * How a sender's window is.
 *
 * @param bytes how much it holds, with {@link SendWindow#OVERHEAD} for each message
 * @param flowControlled whether it sends no more than what fills the way to the receivers
 * @param dropsOldest whether what a receiver does not have yet makes room for what is new
 */
record WindowSettings(long bytes, boolean flowControlled, boolean dropsOldest) {

}
