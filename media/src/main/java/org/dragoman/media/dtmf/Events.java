package org.dragoman.media.dtmf;

/// The events of RFC 4733 §3.2 that are digits, and their characters in the neutral call.
public final class Events {
    private static final String DIGITS = "0123456789*#ABCD!"; // event codes 0 to 16, 16 is flash

    private Events() {}

    /// The event of a digit, or -1 when the character is none.
    public static int codeOf(char digit) {
        return DIGITS.indexOf(Character.toUpperCase(digit));
    }

    public static boolean isDigit(int code) {
        return code >= 0 && code < DIGITS.length();
    }

    /// - Errors: {@link IndexOutOfBoundsException} unless {@link #isDigit}.
    public static char digitOf(int code) {
        return DIGITS.charAt(code);
    }
}
