package org.dragoman.core.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a party offers or answers: codecs in order of preference, and the direction seen from that
/// party. Addresses and payload types are no part of it: each leg has its own
/// ({@link MediaPort}). The first codec of an answer is the one in use.
///
/// - {@code telephoneEvents}: the party takes RFC 4733 digits in its RTP stream.
/// - {@code packetTime}: length of a packet the party asks for, if it said so.
public record MediaDescription(
        List<Codec> codecs,
        Direction direction,
        boolean telephoneEvents,
        Optional<Duration> packetTime) {

    public MediaDescription {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("a media description names at least one codec");
        }
    }

    public static MediaDescription of(Codec... codecs) {
        return new MediaDescription(
                List.of(codecs), Direction.SEND_RECEIVE, true, Optional.empty());
    }

    public Codec first() {
        return codecs.getFirst();
    }

    public boolean has(Codec codec) {
        return codecs.stream().anyMatch(codec::matches);
    }

    public MediaDescription withCodecs(List<Codec> others) {
        return new MediaDescription(others, direction, telephoneEvents, packetTime);
    }

    public MediaDescription withDirection(Direction other) {
        return new MediaDescription(codecs, other, telephoneEvents, packetTime);
    }

    /// The same without the codecs that fail the test; nothing when none is left.
    public Optional<MediaDescription> only(Predicate<Codec> test) {
        var left = codecs.stream().filter(test).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(withCodecs(left));
    }
}
