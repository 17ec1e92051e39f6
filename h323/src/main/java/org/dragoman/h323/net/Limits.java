package org.dragoman.h323.net;

import java.time.Duration;

/// What the outside world may take of us.
///
/// - {@code connections}: accepted at one time, all listeners together.
/// - {@code connectionsPerSource}: accepted at one time from one address.
/// - {@code unsentOctets}: waiting for a peer that does not read.
/// - {@code dialling}: how long a TCP connection may take to come up.
public record Limits(
        int connections, int connectionsPerSource, int unsentOctets, Duration dialling) {
    public static final Limits DEFAULT = new Limits(20_000, 10_000, 262_144, Duration.ofSeconds(5));
}
