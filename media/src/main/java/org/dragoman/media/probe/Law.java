package org.dragoman.media.probe;

import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.G711;

/// A law of G.711 with its scale of levels.
///
/// - {@code fullScale}, {@code fullScaleDbm0}: peak of the loudest sine in 16-bit steps, and its
///   level (ITU-T G.711 §4, Notes to Tables 1 and 2).
enum Law {
    A(32_768, 3.14),
    MU(32_636, 3.17);

    private final double fullScale;
    private final double fullScaleDbm0;

    Law(double fullScale, double fullScaleDbm0) {
        this.fullScale = fullScale;
        this.fullScaleDbm0 = fullScaleDbm0;
    }

    /// - Errors: {@link IllegalArgumentException} for a codec that is not G.711.
    static Law of(Codec codec) {
        return switch (codec.name()) {
            case "PCMA" -> A;
            case "PCMU" -> MU;
            default -> throw new IllegalArgumentException("a probe speaks G.711, not " + codec);
        };
    }

    double amplitude(double levelDbm0) {
        return fullScale * Math.pow(10, (levelDbm0 - fullScaleDbm0) / 20);
    }

    double levelDbm0(double amplitude) {
        return fullScaleDbm0 + 20 * Math.log10(amplitude / fullScale);
    }

    byte compress(int linear) {
        return this == A ? G711.compressA(linear) : G711.compressMu(linear);
    }

    int expand(byte code) {
        return this == A ? G711.expandA(code) : G711.expandMu(code);
    }
}
