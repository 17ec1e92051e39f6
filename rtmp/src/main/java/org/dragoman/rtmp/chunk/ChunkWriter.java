package org.dragoman.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts messages into chunks, with the shortest header that says what changed. One for each
/// connection, used by one thread at a time; messages are never interleaved.
///
/// - Quirk: what a type 3 header means right after a type 0 one is read in two ways (§5.3.1.2.4
///   adds the timestamp itself; nginx-rtmp and Red5 add nothing), so none is written there.
/// - Source: §5.3.1.
public final class ChunkWriter {
    private static final int DEFAULT_CHUNK = 128; // bytes, §5.4.1
    private static final int LONGEST_HEADER = 3 + 11 + 4;
    private static final int EXTENDED = 0xff_ffff;

    private static final long NO_DIFFERENCE = -1;

    private record Last(long streamId, long timestamp, int length, int type, long field) {}

    private final Map<Integer, Last> streams = new HashMap<>();
    private int chunkBytes = DEFAULT_CHUNK;

    /// Chunks are of this size from the next message on; the peer was told.
    public void chunkSize(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a chunk of " + bytes + " bytes");
        }
        chunkBytes = bytes;
    }

    /// The bytes of a message, ready to be read.
    public ByteBuffer write(Chunked message) {
        byte[] payload = message.payload();
        int chunks = Math.max(1, (payload.length + chunkBytes - 1) / chunkBytes);
        var out = ByteBuffer.allocate(LONGEST_HEADER + payload.length + (chunks - 1) * 7);
        Last last = streams.get(message.chunkStream());
        long field = header(out, message, last);
        streams.put(
                message.chunkStream(),
                new Last(
                        message.streamId(),
                        message.timestamp(),
                        payload.length,
                        message.type(),
                        isFresh(message, last) ? NO_DIFFERENCE : field));
        int first = Math.min(chunkBytes, payload.length);
        out.put(payload, 0, first);
        for (int at = first; at < payload.length; at += chunkBytes) {
            basic(out, 3, message.chunkStream());
            if (field >= EXTENDED) {
                out.putInt((int) field);
            }
            out.put(payload, at, Math.min(chunkBytes, payload.length - at));
        }
        return out.flip();
    }

    /// Returns the timestamp, or the difference to the last one, as it was written.
    private static long header(ByteBuffer out, Chunked message, @Nullable Last last) {
        boolean fresh = isFresh(message, last);
        long field = fresh ? message.timestamp() : message.timestamp() - last.timestamp();
        boolean alike =
                !fresh
                        && last.length() == message.payload().length
                        && last.type() == message.type();
        int type = fresh ? 0 : !alike ? 1 : field != last.field() ? 2 : 3;
        basic(out, type, message.chunkStream());
        if (type < 3) {
            u24(out, (int) Math.min(field, EXTENDED));
        }
        if (type < 2) {
            u24(out, message.payload().length);
            out.put((byte) message.type());
        }
        if (type == 0) {
            out.putInt(Integer.reverseBytes((int) message.streamId()));
        }
        if (field >= EXTENDED) {
            out.putInt((int) field);
        }
        return field;
    }

    private static boolean isFresh(Chunked message, @Nullable Last last) {
        return last == null
                || last.streamId() != message.streamId()
                || message.timestamp() < last.timestamp();
    }

    private static void basic(ByteBuffer out, int type, int stream) {
        int high = type << 6;
        if (stream < 64) {
            out.put((byte) (high | stream));
        } else if (stream < 64 + 256) {
            out.put((byte) high).put((byte) (stream - 64));
        } else {
            out.put((byte) (high | 1));
            out.put((byte) (stream - 64)).put((byte) (stream - 64 >> 8));
        }
    }

    private static void u24(ByteBuffer out, int value) {
        out.put((byte) (value >>> 16)).putShort((short) value);
    }
}
