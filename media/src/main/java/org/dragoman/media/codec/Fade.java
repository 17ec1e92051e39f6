package org.dragoman.media.codec;

/// Lets what a library invents for lost packets fade to silence where the library does not: Opus
/// 1.5 goes on with a voiced sound for seconds, 1.3 ends it within half a second.
///
/// Full for 120 ms, which covers what loss makes of speech, then less and less to silence at
/// 400 ms, which is how often a sender in a pause describes its background (RFC 6716 §2.1.9).
public final class Fade {
    private static final int FULL_MILLIS = 120;
    private static final int SILENT_MILLIS = 400;

    private final int full;
    private final int silent;
    private int invented; // samples since the last packet

    public Fade(int rateHz) {
        full = rateHz / 1_000 * FULL_MILLIS;
        silent = rateHz / 1_000 * SILENT_MILLIS;
    }

    /// A packet was decoded.
    public void heard() {
        invented = 0;
    }

    /// Makes samples that the library invented quieter, as far as its invention has gone on.
    public void quieten(short[] pcm, int samples) {
        for (int i = 0; i < samples; i++) {
            if (invented > full) {
                pcm[i] = (short) ((long) pcm[i] * (silent - invented) / (silent - full));
            }
            invented = Math.min(invented + 1, silent);
        }
    }
}
