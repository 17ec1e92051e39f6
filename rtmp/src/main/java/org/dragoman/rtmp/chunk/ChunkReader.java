package org.dragoman.rtmp.chunk;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;

/// Puts messages together from the bytes of a connection, however these are cut. Chunk size and
/// abort, which concern the chunks themselves, are obeyed here and given on as well.
///
/// - Quirk: some encoders leave out the extended timestamp of the chunks after a message's
///   first, against §5.3.1.3 (seen with librtmp 2.4 and old ffmpeg). Four bytes that are not
///   the timestamp are taken for what they are: the message.
/// - Quirk: librtmp begins chunk stream 2 with a type 1 header; the stream id is 0 then.
public final class ChunkReader {
    /// Takes the messages. What it throws ends the reading.
    public interface Sink {
        void take(Chunked message) throws PeerFault;
    }

    private static final int DEFAULT_CHUNK = 128; // bytes, §5.4.1
    private static final int LONGEST_HEADER = 3 + 11 + 4;
    private static final int[] FIELDS = {11, 7, 3, 0}; // bytes of header types 0 to 3, §5.3.1.2
    private static final int EXTENDED = 0xff_ffff;
    private static final int SET_CHUNK_SIZE = 1;
    private static final int ABORT = 2;

    private final ChunkLimits limits;
    private final Map<Integer, ChunkStream> streams = new HashMap<>();
    private final ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER);
    private final byte[] tail = new byte[4];
    private ByteBuffer again = ByteBuffer.allocate(0);
    private int chunkBytes = DEFAULT_CHUNK;
    private int number; // of the chunk stream whose chunk is being read
    private int chunkLeft; // bytes; 0 while a header is being read
    private int unfinished; // bytes

    public ChunkReader(ChunkLimits limits) {
        this.limits = limits;
    }

    /// Reads all there is.
    ///
    /// - Errors: {@link Malformed} for what breaks the format or a limit. The connection is of
    ///   no use then.
    public void read(ByteBuffer in, Sink sink) throws PeerFault {
        while (again.hasRemaining() || in.hasRemaining()) {
            ByteBuffer from = again.hasRemaining() ? again : in;
            if (chunkLeft > 0) {
                body(from, sink);
            } else {
                header(from, sink);
            }
        }
    }

    private void header(ByteBuffer in, Sink sink) throws PeerFault {
        header.put(in.get());
        if (header.position() < basicBytes()) {
            return;
        }
        number = streamNumber();
        int type = header.get(0) >> 6 & 3;
        int fields = basicBytes() + FIELDS[type];
        if (header.position() < fields) {
            return;
        }
        boolean longTime = type == 3 ? stream(3).isExtended() : u24(basicBytes()) == EXTENDED;
        if (longTime && header.position() < fields + 4) {
            return;
        }
        begin(type, fields, longTime);
        header.clear();
        if (chunkLeft == 0) {
            finish(streams.get(number), sink); // a message without content
        }
    }

    private int basicBytes() {
        return switch (header.get(0) & 0x3f) {
            case 0 -> 2;
            case 1 -> 3;
            default -> 1;
        };
    }

    private int streamNumber() {
        return switch (basicBytes()) {
            case 1 -> header.get(0) & 0x3f;
            case 2 -> (header.get(1) & 0xff) + 64;
            default -> (header.get(2) & 0xff) * 256 + (header.get(1) & 0xff) + 64;
        };
    }

    private ChunkStream stream(int headerType) throws Malformed {
        ChunkStream known = streams.get(number);
        if (known != null) {
            return known;
        }
        if (headerType > 1) {
            throw malformed("chunk stream " + number + " begins with header type " + headerType);
        }
        if (streams.size() == limits.streams()) {
            throw malformed("more than " + limits.streams() + " chunk streams");
        }
        var fresh = new ChunkStream();
        streams.put(number, fresh);
        return fresh;
    }

    private void begin(int headerType, int fields, boolean longTime) throws Malformed {
        ChunkStream stream = stream(headerType);
        boolean goesOn = headerType == 3 && stream.isUnderWay();
        if (goesOn) {
            if (longTime
                    && (header.getInt(fields) & Chunked.TIMESTAMP_MASK) != stream.extendedField()) {
                header.get(fields, tail);
                again = ByteBuffer.wrap(tail.clone());
            }
        } else {
            unfinished -= stream.drop();
            take(stream, headerType, fields, longTime);
            if (stream.length() > limits.longest(stream.type())) {
                throw malformed(
                        "a message of type %d and %d bytes"
                                .formatted(stream.type(), stream.length()));
            }
            stream.begin();
        }
        chunkLeft = Math.min(stream.missing(), chunkBytes);
    }

    private void take(ChunkStream stream, int headerType, int fields, boolean longTime) {
        int at = basicBytes();
        if (headerType == 3) {
            stream.repeat();
            return;
        }
        long time = longTime ? header.getInt(fields) & Chunked.TIMESTAMP_MASK : u24(at);
        if (headerType == 0) {
            stream.absolute(time, longTime);
            stream.of(Integer.reverseBytes(header.getInt(at + 7)) & Chunked.TIMESTAMP_MASK);
        } else {
            stream.relative(time, longTime);
        }
        if (headerType < 2) {
            stream.what(u24(at + 3), header.get(at + 6) & 0xff);
        }
    }

    private int u24(int at) {
        return (header.getShort(at) & 0xffff) << 8 | header.get(at + 2) & 0xff;
    }

    private void body(ByteBuffer in, Sink sink) throws PeerFault {
        ChunkStream stream = streams.get(number);
        int count = Math.min(chunkLeft, in.remaining());
        unfinished += count;
        if (unfinished > limits.unfinishedBytes()) {
            throw malformed(
                    "more than " + limits.unfinishedBytes() + " bytes of unfinished messages");
        }
        stream.append(in, count);
        chunkLeft -= count;
        if (stream.missing() == 0) {
            unfinished -= stream.length();
            finish(stream, sink);
        }
    }

    private void finish(ChunkStream stream, Sink sink) throws PeerFault {
        Chunked message = stream.message(number);
        if (message.type() == SET_CHUNK_SIZE) {
            chunkBytes = chunkSize(message.payload());
        } else if (message.type() == ABORT) {
            abort(u32(message.payload()));
        }
        sink.take(message);
    }

    private static int chunkSize(byte[] payload) throws Malformed {
        long size = u32(payload);
        if (size < 1 || size > Integer.MAX_VALUE) { // §5.4.1
            throw malformed("a chunk size of " + size + " bytes");
        }
        return (int) size;
    }

    private void abort(long which) {
        ChunkStream stream = streams.get((int) which);
        if (stream != null) {
            unfinished -= stream.drop();
        }
    }

    private static long u32(byte[] payload) throws Malformed {
        if (payload.length < 4) {
            throw malformed("a control message of " + payload.length + " bytes");
        }
        return ByteBuffer.wrap(payload).getInt() & Chunked.TIMESTAMP_MASK;
    }

    private static Malformed malformed(String what) {
        return new Malformed(PeerFault.Scope.CONNECTION, "chunk stream: " + what);
    }
}
