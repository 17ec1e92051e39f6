package org.dragoman.tests.voice;

import java.util.Locale;

/// How both ends of the H.323 leg set a call up: the four rows of the matrix.
///
/// - {@code digits}: how the gateway sends digits there, so that each way is used by one of them.
enum Setup {
    FAST_TUNNELLED(true, true, "h245-alphanumeric"),
    FAST_SEPARATE(true, false, "h245-signal"),
    SLOW_TUNNELLED(false, true, "q931-keypad"),
    SLOW_SEPARATE(false, false, "auto");

    final boolean fastStart;
    final boolean tunnelling;
    final String digits;

    Setup(boolean fastStart, boolean tunnelling, String digits) {
        this.fastStart = fastStart;
        this.tunnelling = tunnelling;
        this.digits = digits;
    }

    /// Name of the trunk, and of the Asterisk behind it.
    String trunk() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
