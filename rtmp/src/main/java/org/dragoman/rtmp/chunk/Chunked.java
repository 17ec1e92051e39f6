package org.dragoman.rtmp.chunk;

/// A message as the chunk stream carries it.
///
/// - {@code chunkStream}: 2 to 65 599; order is kept within each (§5.3.1.1).
/// - {@code type}: of the message, 1 to 255.
/// - {@code streamId}: which of the connection's streams it belongs to; 0 is the connection
///   itself.
/// - {@code timestamp}: milliseconds, modulo 2^32.
/// - {@code payload}: not copied; whoever makes the message gives it away.
public record Chunked(int chunkStream, int type, long streamId, long timestamp, byte[] payload) {
    public static final int LOWEST_STREAM = 2;
    public static final int HIGHEST_STREAM = 65_599;
    public static final long TIMESTAMP_MASK = 0xffff_ffffL;
    static final int LONGEST = 0xff_ffff; // bytes; 24 bits of length

    public Chunked {
        if (chunkStream < LOWEST_STREAM || chunkStream > HIGHEST_STREAM) {
            throw new IllegalArgumentException("chunk stream " + chunkStream);
        }
        if (payload.length > LONGEST) {
            throw new IllegalArgumentException("a message of " + payload.length + " bytes");
        }
        timestamp &= TIMESTAMP_MASK;
        streamId &= TIMESTAMP_MASK;
    }
}
