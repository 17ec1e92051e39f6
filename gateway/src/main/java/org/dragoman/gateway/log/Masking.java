package org.dragoman.gateway.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes telephone numbers, addresses and URIs out of a text, and leaves enough to tell two of them
/// apart: {@code 12345678901} becomes {@code 12*******01}, {@code 192.0.2.17} becomes
/// {@code 192.0.*.*}, {@code sip:alice@example.net} becomes {@code sip:***}.
public final class Masking {
    private static final int SHOWN = 2; // digits at each end of a number
    private static final int SHORTEST = 4; // digits of a number
    private static final int ENOUGH = 7; // digits; a shorter number shows its last two only

    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(?<fingerprint>(?<![\\w:])(?:[0-9A-F]{2}:){15,}[0-9A-F]{2}(?![\\w:]))"
                            + "|(?<uri>\\b(?i:sips?|h323|tel|ras):[^\\s,;>\"'\\])]+)"
                            + "|(?<mail>[\\w.+%*#-]+@[\\w.\\[\\]:-]+)"
                            + "|(?<v4>(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]))"
                            + "|(?<v6>(?<![\\w:])(?=[0-9a-fA-F:]*(?:::|(?::[0-9a-fA-F]+){6}:))"
                            + "[0-9a-fA-F:]{2,}(?:%\\w+)?)"
                            + "|(?<number>\\+?\\d[\\d*#]{3,})");

    private Masking() {}

    public static String of(String text) {
        if (isNumber(text)) {
            return number(text);
        }
        return mayBePrivate(text) ? PRIVATE.matcher(text).replaceAll(Masking::masked) : text;
    }

    // most texts are plain words or one number: those need no search, and log lines are many

    /// Whether the whole text is what the pattern calls a number.
    private static boolean isNumber(String text) {
        int first = text.startsWith("+") ? 1 : 0;
        if (text.length() - first < SHORTEST || !isDigit(text.charAt(first))) {
            return false;
        }
        for (int i = first + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && c != '*' && c != '#') {
                return false;
            }
        }
        return true;
    }

    /// False where no part of the pattern can be found.
    private static boolean mayBePrivate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDigit(c) || c == ':' || c == '@') {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String masked(MatchResult found) {
        String text = found.group();
        String kept;
        if (found.group("fingerprint") != null) { // of a certificate: it is there to be compared
            kept = text;
        } else if (found.group("uri") != null) {
            kept = text.substring(0, text.indexOf(':') + 1) + "***";
        } else if (found.group("mail") != null) {
            kept = "***";
        } else if (found.group("v4") != null) {
            kept = text.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1.*.*");
        } else if (found.group("v6") != null) {
            kept = "[v6]";
        } else {
            kept = number(text);
        }
        return Matcher.quoteReplacement(kept);
    }

    private static String number(String digits) {
        int shownFirst = digits.length() >= ENOUGH ? SHOWN : 0;
        int hidden = digits.length() - shownFirst - SHOWN;
        return digits.substring(0, shownFirst)
                + "*".repeat(hidden)
                + digits.substring(shownFirst + hidden);
    }
}
