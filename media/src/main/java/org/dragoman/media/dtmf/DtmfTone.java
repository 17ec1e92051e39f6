package org.dragoman.media.dtmf;

/// The two frequencies of each digit.
///
/// - Source: ITU-T Q.23 §6 (frequencies), §7.1 (tolerance of ±1.8 % when sent; ours are exact).
final class DtmfTone {
    static final int[] LOW_HZ = {697, 770, 852, 941};
    static final int[] HIGH_HZ = {1_209, 1_336, 1_477, 1_633};

    private static final String KEYS = "123A456B789C*0#D"; // row by row

    private DtmfTone() {}

    /// The place of a digit on the keypad, 4 × row + column, or -1 when it has no tone: hook flash
    /// has none.
    static int keyOf(char digit) {
        return KEYS.indexOf(Character.toUpperCase(digit));
    }

    static char digitOf(int row, int column) {
        return KEYS.charAt(4 * row + column);
    }
}
