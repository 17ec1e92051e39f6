package org.dragoman.gateway.explain;

import java.time.Instant;
import java.util.Optional;
import org.dragoman.rtmp.message.RtmpMessage;

/// Something on a captured RTMP connection.
///
/// - {@code message}: what can be played; sound, pictures and the handshake are only named.
/// - {@code fault}: why nothing more can be read.
record RtmpSaid(
        Instant at,
        boolean byClient,
        Named named,
        Optional<RtmpMessage> message,
        Optional<String> fault) {

    static RtmpSaid of(Instant at, boolean byClient, Named named) {
        return new RtmpSaid(at, byClient, named, Optional.empty(), Optional.empty());
    }

    RtmpSaid withDetail(String detail) {
        return new RtmpSaid(at, byClient, new Named(named.name(), detail), message, fault);
    }
}
