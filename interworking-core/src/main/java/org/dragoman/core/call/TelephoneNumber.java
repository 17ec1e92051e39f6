package org.dragoman.core.call;

/// A dialled or calling number as the telephone network knows it.
///
/// - Shape: digits 0–9, A–D, * and #, at most 40; may be empty where the caller hid it.
/// - Source: ITU-T Q.931 §4.5.8, §4.5.10 (type of number and numbering plan).
public record TelephoneNumber(String digits, Type type, Plan plan) {
    private static final int DIGITS = 40; // the longest seen in the field; E.164 allows 15

    public enum Type {
        UNKNOWN,
        INTERNATIONAL,
        NATIONAL,
        NETWORK_SPECIFIC,
        SUBSCRIBER,
        ABBREVIATED
    }

    public enum Plan {
        UNKNOWN,
        E164,
        DATA,
        TELEX,
        NATIONAL_STANDARD,
        PRIVATE
    }

    public TelephoneNumber {
        if (!areDigits(digits)) {
            throw new IllegalArgumentException("not a telephone number: " + digits);
        }
    }

    public static TelephoneNumber of(String digits) {
        return new TelephoneNumber(digits, Type.UNKNOWN, Plan.E164);
    }

    public static TelephoneNumber international(String digits) {
        return new TelephoneNumber(digits, Type.INTERNATIONAL, Plan.E164);
    }

    /// Whether this text can be a number's digits; a leading + is not part of them.
    public static boolean areDigits(String text) {
        if (text.length() > DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) { // no stream: each call asks this a dozen times
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'D' || c == '*' || c == '#';
    }

    public TelephoneNumber withDigits(String other) {
        return new TelephoneNumber(other, type, plan);
    }
}
