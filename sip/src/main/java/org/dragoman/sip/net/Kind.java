package org.dragoman.sip.net;

/// What kind of thing went wrong, for the log. JAIN-SIP puts whole messages into the texts of its
/// exceptions, with numbers and keys: so those texts go nowhere.
final class Kind {
    private static final int CAUSES = 5;

    private Kind() {}

    /// The exception's class, where it was thrown, and the same of its causes.
    static String of(Throwable thrown) {
        var out = new StringBuilder();
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < CAUSES; depth++) {
            out.append(depth == 0 ? "" : ", for ").append(at.getClass().getSimpleName());
            var frames = at.getStackTrace();
            if (frames.length > 0) {
                out.append(" at ").append(frames[0]);
            }
            at = at.getCause();
        }
        return out.toString();
    }
}
