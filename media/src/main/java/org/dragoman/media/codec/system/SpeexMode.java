package org.dragoman.media.codec.system;

import java.util.Arrays;
import java.util.Optional;

/// The three bands of Speex (RFC 5574 §2): which library mode, how many samples make 20 ms.
enum SpeexMode {
    NARROW(8_000, 160),
    WIDE(16_000, 320),
    ULTRA_WIDE(32_000, 640);

    final int rateHz;
    final int frame;

    SpeexMode(int rateHz, int frame) {
        this.rateHz = rateHz;
        this.frame = frame;
    }

    static Optional<SpeexMode> of(int rateHz) {
        return Arrays.stream(values()).filter(mode -> mode.rateHz == rateHz).findFirst();
    }
}
