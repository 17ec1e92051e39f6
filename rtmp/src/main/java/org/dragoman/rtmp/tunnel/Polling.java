package org.dragoman.rtmp.tunnel;

/// How long a client shall wait before it asks again: not at all while sound goes to and fro,
/// longer and longer where nothing is said.
///
/// - Source: Flash Media Server's answers go through these values (Red5's
///   BaseRTMPTConnection); a client waits about 16 ms for each (Shumway, rtmpt.ts).
public final class Polling {
    private static final int[] PAUSES = {1, 3, 5, 9, 17, 33};
    private static final int PATIENCE = 10; // answers without content before the next longer pause

    private int silent;

    /// The pause to be told with an answer.
    ///
    /// - {@code busy}: question or answer had content.
    public int next(boolean busy) {
        silent = busy ? 0 : Math.min(silent + 1, PATIENCE * (PAUSES.length - 1));
        return PAUSES[silent / PATIENCE];
    }
}
