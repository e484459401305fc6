package io.foundation.cluster;

/**
 * Something Foundation decided by itself, logged once at INFO and shown by the endpoint.
 *
 * @param subject what was decided, such as {@code mode} or {@code strategy}
 * @param choice what was chosen
 * @param reason why, in words for the reader of a log
 */
public record Decision(String subject, String choice, String reason) {

}
