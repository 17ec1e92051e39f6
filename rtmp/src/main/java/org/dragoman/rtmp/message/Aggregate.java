package org.dragoman.rtmp.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.rtmp.chunk.Chunked;

/// Several messages in one, laid out like the tags of an FLV file.
///
/// - Source: RTMP 1.0 §7.1.6; FLV 10.1 Annex E.4.1.
final class Aggregate {
    private static final int TAG_HEADER = 11; // bytes
    private static final int BACK_POINTER = 4; // bytes
    private static final int AGGREGATE = 22;

    private Aggregate() {}

    /// The parts in order. Their times count from that of the whole: the first part has its
    /// time.
    static List<Chunked> parts(Chunked whole) throws Malformed {
        var in = ByteBuffer.wrap(whole.payload());
        var parts = new ArrayList<Chunked>();
        long shift = 0;
        while (in.remaining() >= TAG_HEADER) {
            int type = in.get() & 0xff;
            int length = u24(in);
            long time = u24(in) | (in.get() & 0xffL) << 24;
            u24(in); // the part's stream id is that of the whole
            if (length > in.remaining() || type == AGGREGATE) {
                throw Messages.malformed("a part of type %d, %d bytes".formatted(type, length));
            }
            if (parts.isEmpty()) {
                shift = whole.timestamp() - time;
            }
            byte[] payload = new byte[length];
            in.get(payload);
            in.position(in.position() + Math.min(BACK_POINTER, in.remaining()));
            parts.add(
                    new Chunked(
                            whole.chunkStream(), type, whole.streamId(), time + shift, payload));
        }
        return parts;
    }

    private static int u24(ByteBuffer in) {
        return (in.getShort() & 0xffff) << 8 | in.get() & 0xff;
    }
}
