package org.dragoman.core.media;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A codec as both sides of a call can agree on it.
///
/// - {@code name}: encoding name of RFC 3551 or the codec's RTP payload format, upper case
///   ({@code PCMU}, {@code G729}).
/// - {@code clockHz}: RTP clock. 8 000 for G.722 too (RFC 3551 §4.5.2).
/// - {@code parameters}: format parameters, lower-case keys ({@code annexb=no}).
public record Codec(String name, int clockHz, int channels, Map<String, String> parameters) {
    public static final Codec PCMU = of("PCMU", 8_000);
    public static final Codec PCMA = of("PCMA", 8_000);
    public static final Codec G722 = of("G722", 8_000);
    public static final Codec G723 = of("G723", 8_000);
    public static final Codec G729 = of("G729", 8_000);
    public static final Codec GSM = of("GSM", 8_000);
    public static final Codec VP8 = of("VP8", 90_000);
    public static final Codec H263 = of("H263", 90_000);

    /// H.264 as most can: Constrained Baseline, level 3.1, pictures in several packets.
    public static final Codec H264 =
            of("H264", 90_000).with("profile-level-id", "42e01f").with("packetization-mode", "1");

    public Codec {
        name = name.toUpperCase(Locale.ROOT);
        if (parameters.isEmpty()) {
            parameters = Map.of();
        } else {
            var lower = new TreeMap<String, String>();
            parameters.forEach((k, v) -> lower.put(k.toLowerCase(Locale.ROOT), v));
            parameters = Map.copyOf(lower);
        }
        if (clockHz < 1 || channels < 1) {
            throw new IllegalArgumentException(
                    "codec " + name + ": clock and channels count from 1");
        }
    }

    public static Codec of(String name, int clockHz) {
        return new Codec(name, clockHz, 1, Map.of());
    }

    public Codec with(String parameter, String value) {
        var more = new TreeMap<>(parameters);
        more.put(parameter, value);
        return new Codec(name, clockHz, channels, more);
    }

    /// Whether packets of the one can be given to the other's decoder: parameters may differ, but
    /// for those that say how the bits lie.
    public boolean matches(Codec other) {
        if (this == other) {
            return true; // most are constants, or have come from the same table
        }
        return name.equals(other.name)
                && clockHz == other.clockHz
                && channels == other.channels
                && octetAligned() == other.octetAligned()
                && (!isH264() || H264Format.of(this).equals(H264Format.of(other)));
    }

    private boolean isH264() {
        return name.equals("H264");
    }

    /// AMR has two payload formats, told apart by a parameter (RFC 4867 §8.1).
    private boolean octetAligned() {
        return name.startsWith("AMR") && "1".equals(parameters.get("octet-align"));
    }

    /// Whether this is G.711, either law: the two convert into one another without loss to
    /// speak of.
    public boolean isG711() {
        return name.equals("PCMU") || name.equals("PCMA");
    }

    @Override
    public String toString() {
        return name + "/" + clockHz;
    }
}
