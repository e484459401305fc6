/**
 * Cluster-wide channels: Spring Integration over Hazelcast topics.
 */
@NullMarked
package io.foundation.channel;

import org.jspecify.annotations.NullMarked;
