package org.dragoman.media.frame;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.payload.AmrPayload;

/// How the payload of a codec falls into frames. Knows the form only, and has no state.
public sealed interface FrameFormat permits EvenFrames, SizedFrames, AmrFrames {
    /// Length of a frame in units of the RTP clock.
    int clockUnits();

    /// The longest frame as {@link #split} leaves it, in bytes.
    int mostBytes();

    /// Frames of a payload, or 0 when it is not made of whole frames.
    int count(MemorySegment packet, long at, int length);

    /// Takes a payload apart that {@link #count} found frames in. Returns false where it breaks the
    /// format all the same.
    boolean split(MemorySegment packet, long at, int length, FrameList into);

    /// Writes the payload that these frames make together; returns its length.
    int join(FrameList frames, MemorySegment packet, long at);

    /// Whether a frame is the last of its packet, and silence follows.
    boolean isLast(int bytes);

    /// Codecs whose frames are all of one length: milliseconds, and bytes in them. What is coded
    /// sample by sample is cut to the millisecond (RFC 3551 §4.5; RFC 3952 §3.1 for iLBC).
    Map<String, EvenFrames> EVEN =
            Map.ofEntries(
                    Map.entry("PCMU", new EvenFrames(8, 8)),
                    Map.entry("PCMA", new EvenFrames(8, 8)),
                    Map.entry("G722", new EvenFrames(8, 8)), // its clock is half its rate
                    Map.entry("G726-16", new EvenFrames(8, 2)),
                    Map.entry("G726-24", new EvenFrames(8, 3)),
                    Map.entry("G726-32", new EvenFrames(8, 4)),
                    Map.entry("G726-40", new EvenFrames(8, 5)),
                    Map.entry("AAL2-G726-16", new EvenFrames(8, 2)),
                    Map.entry("AAL2-G726-24", new EvenFrames(8, 3)),
                    Map.entry("AAL2-G726-32", new EvenFrames(8, 4)),
                    Map.entry("AAL2-G726-40", new EvenFrames(8, 5)),
                    Map.entry("GSM", new EvenFrames(160, 33)));

    /// Nothing for a codec whose packets only a decoder can take apart.
    static Optional<FrameFormat> of(Codec codec) {
        if (codec.channels() != 1) {
            return Optional.empty();
        }
        return switch (codec.name()) {
            case "L16" -> Optional.of(linear(codec.clockHz()));
            case "G729" -> Optional.of(SizedFrames.G729);
            case "G723" -> Optional.of(SizedFrames.G723);
            case "ILBC" -> Optional.of(ilbc(codec));
            case "AMR" ->
                    AmrPayload.understood(codec)
                            ? Optional.of(new AmrFrames(AmrPayload.of(codec)))
                            : Optional.empty();
            default ->
                    Optional.ofNullable(EVEN.get(codec.name()))
                            .filter(_ -> codec.clockHz() == 8_000)
                            .map(FrameFormat.class::cast);
        };
    }

    private static FrameFormat linear(int clockHz) {
        int samples = Math.max(1, clockHz / 1_000);
        return new EvenFrames(samples, 2 * samples);
    }

    private static FrameFormat ilbc(Codec codec) {
        boolean twenty = "20".equals(codec.parameters().get("mode")); // RFC 3952 §4.2
        return twenty ? new EvenFrames(160, 38) : new EvenFrames(240, 50);
    }
}
