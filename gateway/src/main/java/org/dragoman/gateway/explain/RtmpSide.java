package org.dragoman.gateway.explain;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;

/// What one side of a captured RTMP connection sends: its part of the handshake, then messages.
///
/// - Source: RTMP 1.0 §5.2: either side sends a version, 1536 octets, and 1536 more.
final class RtmpSide {
    private static final int FIRST = 1 + 1_536; // octets: C0 and C1, or S0 and S1
    private static final int WHOLE = FIRST + 1_536; // with C2, or S2
    private static final int PLAIN = 3;

    /// Who is told.
    interface Ear {
        /// A part of the handshake is whole: {@code "01"} or {@code "2"}.
        void shook(String part);

        void said(RtmpMessage message);

        /// Nothing more can be read, and why.
        void lost(String why);
    }

    private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    private final Ear ear;
    private int shaken; // octets of the handshake
    private boolean over;

    RtmpSide(Ear ear) {
        this.ear = ear;
    }

    void take(byte[] octets) {
        var in = ByteBuffer.wrap(octets);
        if (shaken == 0 && !over && octets[0] != PLAIN) {
            lose(
                    octets[0] == 6 || octets[0] == 8
                            ? "RTMPE: encrypted, nothing to be read"
                            : "the beginning of the connection is not in the capture");
        }
        shake(in);
        if (over || !in.hasRemaining()) {
            return;
        }
        try {
            reader.read(in, message -> Messages.read(message).forEach(ear::said));
        } catch (PeerFault unreadable) {
            lose(Optional.ofNullable(unreadable.getMessage()).orElse("unreadable"));
        }
    }

    private void shake(ByteBuffer in) {
        while (in.hasRemaining() && shaken < WHOLE && !over) {
            int end = shaken < FIRST ? FIRST : WHOLE;
            int count = Math.min(end - shaken, in.remaining());
            in.position(in.position() + count);
            shaken += count;
            if (shaken == end) {
                ear.shook(end == FIRST ? "01" : "2");
            }
        }
    }

    /// Chunks say no more where a message begins once one octet is missing.
    void gap() {
        lose("octets are missing, and no chunk can be told from another behind them");
    }

    private void lose(String why) {
        if (!over) {
            over = true;
            ear.lost(why);
        }
    }
}
