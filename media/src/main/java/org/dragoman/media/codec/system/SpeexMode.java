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

    /// What codes sound of the wanted rate in a stream of this mode. Of a wideband stream the lower
    /// band is narrowband Speex, so sound of 8 kHz needs no other: less than half the work, and
    /// nothing is resampled.
    ///
    /// Source: Speex manual 1.2 §10; RFC 5574 §2.
    SpeexMode coding(int wantedRateHz) {
        return this == WIDE && wantedRateHz == NARROW.rateHz ? NARROW : this;
    }

    static Optional<SpeexMode> of(int rateHz) {
        return Arrays.stream(values()).filter(mode -> mode.rateHz == rateHz).findFirst();
    }
}
