package org.dragoman.rtmp.sound;

import java.util.Optional;
import org.dragoman.rtmp.flv.AudioTag;

/// The other side's sound on its way to a client: RTP packets of the media port become the
/// bodies of messages, with times. One for each call.
///
/// Times follow the RTP clock, silence included, so that a player's clock and ours stay
/// together; at the beginning, and where the stream begins anew, they follow the time of day.
public final class SoundDown {
    private static final int HEADER = 12; // bytes, RFC 3550 §5.1
    private static final long LEAP_MILLIS = 500; // further apart than this the clocks never are

    /// What goes into a message.
    ///
    /// - {@code millis}: since the call's sound began.
    public record Spoken(byte[] tag, long millis) {}

    private boolean known;
    private int ssrc;
    private int lastTimestamp;
    private int clockHz;
    private long units; // of the RTP clock, since baseMillis
    private long baseMillis;
    private long beganMillis;

    /// The message of a packet; nothing for what is no sound of ours.
    ///
    /// - {@code packet}: {@code length} bytes of RTP as the media port sends it: no extensions.
    /// - {@code nowMillis}: a clock that only goes forward.
    public Optional<Spoken> take(byte[] packet, int length, long nowMillis) {
        if (length <= HEADER || (packet[0] & 0xff) != 0x80) {
            return Optional.empty();
        }
        Optional<Line> line = Line.of(packet[1] & 0x7f);
        return line.map(
                l ->
                        new Spoken(
                                AudioTag.write(l.format(), packet, HEADER, length - HEADER),
                                millis(l, packet, nowMillis)));
    }

    private long millis(Line line, byte[] packet, long nowMillis) {
        int timestamp = getInt(packet, 4);
        if (!known) {
            beganMillis = nowMillis;
        }
        if (!known || getInt(packet, 8) != ssrc || clockHz != line.clockHz()) {
            begin(line, packet, nowMillis);
        }
        units += timestamp - lastTimestamp;
        lastTimestamp = timestamp;
        long millis = baseMillis + Math.floorDiv(units * 1_000, (long) clockHz);
        if (Math.abs(millis - (nowMillis - beganMillis)) > LEAP_MILLIS) {
            begin(line, packet, nowMillis);
            millis = baseMillis;
        }
        return Math.max(0, millis);
    }

    private void begin(Line line, byte[] packet, long nowMillis) {
        known = true;
        ssrc = getInt(packet, 8);
        lastTimestamp = getInt(packet, 4);
        clockHz = line.clockHz();
        units = 0;
        baseMillis = nowMillis - beganMillis;
    }

    private static int getInt(byte[] packet, int at) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | packet[at + i] & 0xff;
        }
        return value;
    }
}
