package org.dragoman.gateway.log;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes telephone numbers, addresses and URIs out of a text, and leaves enough to tell two of them
/// apart: {@code 12345678901} becomes {@code 12*******01}, {@code 192.0.2.17} becomes
/// {@code 192.0.*.*}, {@code sip:alice@example.net} becomes {@code sip:***}.
public final class Masking {
    private static final int SHOWN = 2; // digits at each end of a number
    private static final int ENOUGH = 7; // digits; a shorter number shows its last two only

    private static final Pattern PRIVATE =
            Pattern.compile(
                    "(?<uri>\\b(?i:sips?|h323|tel|ras):[^\\s,;>\"'\\])]+)"
                            + "|(?<mail>[\\w.+%*#-]+@[\\w.\\[\\]:-]+)"
                            + "|(?<v4>(?<![\\d.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\d.]))"
                            + "|(?<v6>(?<![\\w:])(?=[0-9a-fA-F:]*(?:::|(?::[0-9a-fA-F]+){6}:))"
                            + "[0-9a-fA-F:]{2,}(?:%\\w+)?)"
                            + "|(?<number>\\+?\\d[\\d*#]{3,})");

    private Masking() {}

    public static String of(String text) {
        return PRIVATE.matcher(text).replaceAll(Masking::masked);
    }

    private static String masked(MatchResult found) {
        String text = found.group();
        String kept;
        if (found.group("uri") != null) {
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
