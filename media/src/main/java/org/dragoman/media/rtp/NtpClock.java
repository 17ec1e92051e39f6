package org.dragoman.media.rtp;

import java.time.Instant;

/// The wall clock as RTCP wants it: seconds since 1900 in 32 bits, and a fraction of a second in 32
/// bits (RFC 3550 §4). It runs on as {@link System#nanoTime} does, so that it never jumps in a
/// call.
///
/// - {@code nanos}: of that clock, at {@code instant}.
public record NtpClock(Instant instant, long nanos) {
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /// The timestamp for a moment.
    public long at(long otherNanos) {
        long sinceSecond = instant.getNano() + otherNanos - nanos;
        long seconds = instant.getEpochSecond() + Math.floorDiv(sinceSecond, NANOS_PER_SECOND);
        long fraction = (Math.floorMod(sinceSecond, NANOS_PER_SECOND) << 32) / NANOS_PER_SECOND;
        return seconds + SECONDS_FROM_1900_TO_1970 << 32 | fraction;
    }

    /// The middle 32 bits, as reports repeat them: units of 1/65 536 s.
    public static int middle(long timestamp) {
        return (int) (timestamp >>> 16);
    }

    /// Nanoseconds of a span in units of 1/65 536 s, unsigned.
    public static long spanNanos(int units) {
        return (units & 0xFFFF_FFFFL) * NANOS_PER_SECOND >>> 16;
    }

    /// Units of 1/65 536 s of a span, as much as 32 bits hold.
    public static int units(long spanNanos) {
        long seconds = Math.min(0xFFFF, spanNanos / NANOS_PER_SECOND);
        return (int) (seconds << 16 | (spanNanos % NANOS_PER_SECOND << 16) / NANOS_PER_SECOND);
    }
}
