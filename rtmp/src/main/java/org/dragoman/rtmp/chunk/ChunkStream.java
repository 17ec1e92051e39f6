package org.dragoman.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// What is known of one chunk stream on the receiving side: the last header, and the message
/// that is under way. Memory grows with what arrived, not with what was promised.
final class ChunkStream {
    private static final int FIRST_BYTES = 512;

    private long timestamp;
    private long delta;
    private boolean extended;
    private int length;
    private int type;
    private long streamId;

    private byte[] bytes = {};
    private int filled;
    private boolean underWay;

    void absolute(long time, boolean isExtended) {
        timestamp = time;
        delta = time; // a type 3 header after this one adds the timestamp itself (§5.3.1.2.4)
        extended = isExtended;
    }

    void relative(long difference, boolean isExtended) {
        delta = difference;
        extended = isExtended;
        repeat();
    }

    void repeat() {
        timestamp = timestamp + delta & Chunked.TIMESTAMP_MASK;
    }

    void what(int itsLength, int itsType) {
        length = itsLength;
        type = itsType;
    }

    void of(long stream) {
        streamId = stream;
    }

    void begin() {
        underWay = true;
        filled = 0;
    }

    /// Forgets the message under way; how much of it was there.
    int drop() {
        int gone = filled;
        underWay = false;
        filled = 0;
        bytes = new byte[0];
        return gone;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /// The 32-bit field that stands where the header says so.
    boolean isExtended() {
        return extended;
    }

    /// What that field held.
    long extendedField() {
        return delta;
    }

    int length() {
        return length;
    }

    int type() {
        return type;
    }

    int missing() {
        return length - filled;
    }

    void append(ByteBuffer in, int count) {
        if (filled + count > bytes.length) {
            int room = Math.max(Math.max(filled + count, FIRST_BYTES), bytes.length * 2);
            bytes = Arrays.copyOf(bytes, Math.min(room, length));
        }
        in.get(bytes, filled, count);
        filled += count;
    }

    Chunked message(int number) {
        byte[] whole = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        bytes = new byte[0];
        filled = 0;
        underWay = false;
        return new Chunked(number, type, streamId, timestamp, whole);
    }
}
