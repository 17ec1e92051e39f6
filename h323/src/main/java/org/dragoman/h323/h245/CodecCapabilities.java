package org.dragoman.h323.h245;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.rules.CodecTable;

/// Neutral codecs and the H.245 audio formats that stand for them, by the tables
/// {@code h245-capability-to-codec} and {@code codec-to-h245-capability}.
public final class CodecCapabilities {
    /// What we say we take: long enough for gateways that only make 30 ms packets.
    private static final int LONGEST_PACKET = 30; // milliseconds

    private static final int USUAL_PACKET = 20; // milliseconds, RFC 3551 §4.2

    private final CodecTable table;
    private final OptionalInt wanted; // milliseconds of a packet

    public CodecCapabilities(CodecTable table) {
        this(table, OptionalInt.empty());
    }

    private CodecCapabilities(CodecTable table, OptionalInt wanted) {
        this.table = table;
        this.wanted = wanted;
    }

    /// The same for a peer that is asked for packets of this length.
    public CodecCapabilities asking(Duration packetTime) {
        return new CodecCapabilities(table, OptionalInt.of((int) packetTime.toMillis()));
    }

    /// Whether H.245 has a name for this codec.
    public boolean knows(Codec codec) {
        return !table.h245(codec).isEmpty();
    }

    /// The formats that announce that we take this codec, best first.
    public List<AudioFormat> receivable(Codec codec) {
        return formats(codec, wholeFrames(codec, wanted.orElse(LONGEST_PACKET)));
    }

    /// The formats to propose sending this codec in, best first.
    public List<AudioFormat> sendable(Codec codec) {
        return formats(codec, usualMillis(codec));
    }

    private List<AudioFormat> formats(Codec codec, int packetMillis) {
        var formats = new ArrayList<AudioFormat>();
        for (var row : table.h245(codec)) {
            formats.add(new AudioFormat(row.capability(), codec, packetMillis));
        }
        return formats;
    }

    private int wholeFrames(Codec codec, int longest) {
        int frame = table.of(codec).map(CodecTable.Entry::frameMillis).orElse(USUAL_PACKET);
        return Math.max(frame, longest / frame * frame);
    }

    /// How long our packets are where the peer takes them up to this format's length.
    int packetMillis(AudioFormat takes) {
        return Math.min(usualMillis(takes.codec()), takes.packetMillis());
    }

    int usualMillis(Codec codec) {
        return wanted.isPresent() ? wholeFrames(codec, wanted.getAsInt()) : tabled(codec);
    }

    private int tabled(Codec codec) {
        return table.of(codec).map(CodecTable.Entry::packetMillis).orElse(USUAL_PACKET);
    }

    /// What a capability means, with its size in its own units.
    public Optional<AudioFormat> format(String capability, int units) {
        return table.ofH245(capability)
                .map(
                        row ->
                                new AudioFormat(
                                        capability,
                                        row.codec(),
                                        Math.clamp((long) units * row.unitMillis(), 1, 1_000)));
    }

    /// The size of a format in the units of its capability, 1 to 256.
    public int units(AudioFormat format) {
        int unit =
                table.ofH245(format.capability())
                        .map(CodecTable.H245Audio::unitMillis)
                        .orElseThrow(() -> new IllegalStateException(format.capability()));
        return Math.clamp(format.packetMillis() / unit, 1, 256);
    }

    /// The static RTP payload type of a codec (RFC 3551 Table 4).
    public OptionalInt payloadType(Codec codec) {
        return table.of(codec).map(CodecTable.Entry::payloadType).orElse(OptionalInt.empty());
    }
}
