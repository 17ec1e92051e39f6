package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.payload.AmrModes;
import org.dragoman.media.rtp.Counter;

/// Which mode of its codec a port's peer asks to be sent, as it says in each packet of its own. The
/// loop writes it, whoever encodes for that peer reads it.
///
/// - Source: RFC 4867 §4.3.1 and §4.4.1: the first four bits of an AMR payload, in either form.
final class ModeRequest {
    private static final int MODES = 8;

    private final Counter mode = new Counter();

    ModeRequest() {
        mode.set(AmrModes.NO_REQUEST);
    }

    /// Whether packets of that codec carry requests.
    static boolean isIn(Codec codec) {
        return codec.name().equals("AMR");
    }

    /// Takes what a payload asks; values that are neither a mode nor "none" are ignored.
    void take(MemorySegment memory, long at, int length) {
        if (length > 0) {
            int asked = memory.get(ValueLayout.JAVA_BYTE, at) >> 4 & 0xF;
            if (asked < MODES || asked == AmrModes.NO_REQUEST) {
                mode.set(asked);
            }
        }
    }

    int mode() {
        return (int) mode.get();
    }
}
