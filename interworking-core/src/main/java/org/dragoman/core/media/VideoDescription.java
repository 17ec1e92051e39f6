package org.dragoman.core.media;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/// The video that a party offers or answers beside its sound. It is passed through as it is: both
/// sides of a call use the same codec, or there is no video. The first codec of an answer is the
/// one in use.
///
/// - {@code direction}: seen from the party; never wider than that of the sound.
/// - {@code kilobits}: what the party can receive, kbit/s, if it said so.
public record VideoDescription(List<Codec> codecs, Direction direction, OptionalInt kilobits) {
    /// What can be passed: codecs that two kinds of peers have, and that need nothing beyond RTP.
    private static final Set<String> PASSED =
            Set.of("H264", "VP8", "H263", "H263-1998", "H263-2000");

    private static final int CLOCK_HZ = 90_000; // of all of them: RFC 6184, 7741, 4629, 3551

    public VideoDescription {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException("a description of video names a codec");
        }
    }

    public static VideoDescription of(Codec... codecs) {
        return new VideoDescription(List.of(codecs), Direction.SEND_RECEIVE, OptionalInt.empty());
    }

    /// Whether video of this codec can be passed through.
    public static boolean passes(Codec codec) {
        return codec.clockHz() == CLOCK_HZ && PASSED.contains(codec.name());
    }

    public Codec first() {
        return codecs.getFirst();
    }

    public boolean has(Codec codec) {
        return codecs.stream().anyMatch(codec::matches);
    }

    public VideoDescription withCodecs(List<Codec> others) {
        return new VideoDescription(others, direction, kilobits);
    }

    public VideoDescription withDirection(Direction other) {
        return new VideoDescription(codecs, other, kilobits);
    }

    /// The same without the codecs that fail the test; nothing when none is left.
    public Optional<VideoDescription> only(Predicate<Codec> test) {
        var left = codecs.stream().filter(test).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(withCodecs(left));
    }
}
