package org.dragoman.rtmp.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.flv.AudioTag;

/// A client's sound on its way to the media port: tags become RTP packets. One for each call.
///
/// A client's clock is told in milliseconds, and wrongly: timestamps are rounded, and come in
/// leaps when messages were put together. So the RTP timestamp counts samples, and follows the
/// client's only where the two are further apart than {@link #LEAP_MILLIS}: after silence, and
/// when a client joins packets that it left out.
///
/// TCP keeps what it could not deliver, and brings it late, all at once. That is dropped
/// ({@link Lateness}): a gap is heard once, a delay until the end of the call (field bug R1).
public final class SoundUp {
    static final int LEAP_MILLIS = 60;
    private static final int LONGEST = 1_400; // bytes of a payload: one datagram
    private static final int HEADER = 12; // bytes, RFC 3550 §5.1
    private static final long WRAP = 1L << 32;

    private final int ssrc;
    private final Framer framer = new Framer();
    private final Lateness lateness = new Lateness();
    private int sequence;
    private int timestamp;
    private boolean known;
    private Optional<Line> line = Optional.empty();
    private long lastMillis; // what the client said, unfolded beyond 2^32
    private long nextMillis; // what it should say if nothing is left out
    private long late;

    /// - {@code ssrc}, {@code sequence}, {@code timestamp}: where the stream begins; random
    ///   (RFC 3550 §5.1).
    public SoundUp(int ssrc, int sequence, int timestamp) {
        this.ssrc = ssrc;
        this.sequence = sequence & 0xffff;
        this.timestamp = timestamp;
    }

    /// The packets of a tag; none where it holds no sound, is of a format that cannot be used,
    /// or comes too late.
    ///
    /// - {@code messageMillis}: the message's timestamp.
    /// - {@code nowMillis}: when it came, by a clock that only goes forward.
    public List<byte[]> take(AudioTag tag, long messageMillis, long nowMillis) {
        var framed = framer.take(tag).stream().filter(f -> f.payload().length <= LONGEST).toList();
        if (framed.isEmpty()) {
            return List.of();
        }
        long millis = unfolded(messageMillis);
        if (isLate(millis, nowMillis)) {
            late++;
            return List.of();
        }
        var packets = new ArrayList<byte[]>();
        long samples = 0;
        for (var piece : framed) {
            int clockHz = piece.line().clockHz();
            boolean begins = place(piece.line(), millis + samples * 1_000 / clockHz);
            packets.add(packet(piece.line(), begins, piece.payload()));
            samples += piece.samples();
            nextMillis = millis + samples * 1_000 / clockHz;
            timestamp += (int) piece.samples();
        }
        lastMillis = millis;
        return packets;
    }

    /// Packets dropped because they came too late.
    public long late() {
        return late;
    }

    private long unfolded(long messageMillis) {
        if (!known) {
            return messageMillis;
        }
        long near = lastMillis - Math.floorMod(lastMillis, WRAP) + messageMillis;
        if (near - lastMillis > WRAP / 2) {
            return near - WRAP;
        }
        return lastMillis - near > WRAP / 2 ? near + WRAP : near;
    }

    private boolean isLate(long millis, long nowMillis) {
        if (known && millis < lastMillis - LEAP_MILLIS) { // it began to count anew
            lateness.forget();
        }
        return lateness.isLate(nowMillis - millis, nowMillis);
    }

    /// Puts the next packet into the stream; whether something was left out before it.
    private boolean place(Line its, long millis) {
        boolean begins = !known || line.filter(its::equals).isEmpty();
        long gap = known ? millis - nextMillis : 0;
        if (gap > LEAP_MILLIS || gap < -LEAP_MILLIS) {
            timestamp += (int) (gap > 0 ? gap * its.clockHz() / 1_000 : 0);
            begins = true;
        }
        known = true;
        line = Optional.of(its);
        lastMillis = millis;
        return begins;
    }

    private byte[] packet(Line its, boolean begins, byte[] sound) {
        byte[] packet = Arrays.copyOf(new byte[] {(byte) 0x80}, HEADER + sound.length);
        packet[1] = (byte) ((begins ? 0x80 : 0) | its.payload().payloadType());
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        sequence = sequence + 1 & 0xffff;
        putInt(packet, 4, timestamp);
        putInt(packet, 8, ssrc);
        System.arraycopy(sound, 0, packet, HEADER, sound.length);
        return packet;
    }

    private static void putInt(byte[] packet, int at, int value) {
        for (int i = 0; i < 4; i++) {
            packet[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }
}
