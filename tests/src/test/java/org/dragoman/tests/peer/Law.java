package org.dragoman.tests.peer;

/// G.711 as the tests know it, written from the Recommendation's tables and sharing nothing with
/// the gateway's codec. Source: ITU-T G.711 (11/1988), Tables 1a to 2b.
enum Law {
    MU(0) {
        @Override
        short expand(int coded) {
            int bits = ~coded & 0xFF;
            int magnitude = (((bits & 0x0F) << 3) + 0x84 << (bits >> 4 & 7)) - 0x84;
            return (short) ((bits & 0x80) != 0 ? -magnitude : magnitude);
        }
    },
    A(8) {
        @Override
        short expand(int coded) {
            int bits = coded ^ 0x55;
            int segment = bits >> 4 & 7;
            int step = (bits & 0x0F) << 4;
            int magnitude = segment == 0 ? step + 8 : step + 0x108 << segment - 1;
            return (short) ((bits & 0x80) != 0 ? magnitude : -magnitude);
        }
    };

    /// RTP payload type (RFC 3551 §6).
    final int payloadType;

    Law(int payloadType) {
        this.payloadType = payloadType;
    }

    /// - {@code codec}: PCMU or PCMA.
    static Law named(String codec) {
        return codec.equals("PCMA") ? A : MU;
    }

    /// The sample that a coded byte stands for, on a 16-bit scale.
    abstract short expand(int coded);

    /// The byte whose sample is nearest.
    byte compress(int sample) {
        int best = 0;
        for (int coded = 1; coded < 256; coded++) {
            if (Math.abs(expand(coded) - sample) < Math.abs(expand(best) - sample)) {
                best = coded;
            }
        }
        return (byte) best;
    }
}
