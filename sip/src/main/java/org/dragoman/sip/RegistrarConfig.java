package org.dragoman.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.sip.registrar.DigestAlgorithm;

/// How accounts log in by SIP.
///
/// - {@code least}, {@code most}: for how long a device may register; who asks for less is told so
///   (423), who asks for more gets the most. After a restart devices by TLS and WebSocket cannot be
///   called until each has come back, so the most should not be long.
/// - {@code usual}: where the device says nothing.
/// - {@code keepAlive}: how often, at most, a device behind a NAT is sent something; or never.
/// - {@code digests}: that are offered, the one liked best first.
/// - {@code phones}: how those that registered are spoken with.
public record RegistrarConfig(
        Duration least,
        Duration most,
        Duration usual,
        Optional<Duration> keepAlive,
        List<DigestAlgorithm> digests,
        PhonePolicy phones) {
    public static final RegistrarConfig STANDARD =
            new RegistrarConfig(
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    Optional.of(Duration.ofSeconds(29)), // RFC 5626 §4.4.2
                    List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5),
                    PhonePolicy.STANDARD);

    public RegistrarConfig {
        digests = List.copyOf(digests);
        if (digests.isEmpty()) {
            throw new IllegalArgumentException("there is at least one digest");
        }
        if (least.compareTo(most) > 0) {
            throw new IllegalArgumentException("the least is not more than the most");
        }
        usual = usual.compareTo(most) > 0 ? most : usual.compareTo(least) < 0 ? least : usual;
    }
}
