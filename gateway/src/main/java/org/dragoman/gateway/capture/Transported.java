package org.dragoman.gateway.capture;

import java.net.InetSocketAddress;
import java.time.Instant;

/// What one packet carried for a program.
sealed interface Transported {
    Instant at();

    InetSocketAddress from();

    InetSocketAddress to();

    byte[] payload();

    record Datagram(Instant at, InetSocketAddress from, InetSocketAddress to, byte[] payload)
            implements Transported {}

    /// - {@code sequence}: of the first octet of the payload, 32 bits.
    /// - {@code begins}, {@code ends}: SYN; FIN or RST.
    record Segment(
            Instant at,
            InetSocketAddress from,
            InetSocketAddress to,
            long sequence,
            boolean begins,
            boolean ends,
            byte[] payload)
            implements Transported {}
}
