package org.dragoman.sip.message;

import java.util.OptionalInt;

/// The Reason header's Q.850 cause.
///
/// - Source: RFC 3326 §2; RFC 6432 lets responses carry it too.
public final class Reason {
    /// Why a device stops ringing when another one was answered: no missed call (RFC 3326 §3.1).
    public static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private Reason() {}

    /// The cause, read tolerantly: several values, quoted or not, any case.
    public static OptionalInt q850(Headers headers) {
        for (var value : headers.list("Reason")) {
            var parts = Text.split(value, ';');
            if (parts.isEmpty()) {
                continue;
            }
            var cause = Parameters.of(parts.subList(1, parts.size())).value("cause").orElse("");
            if (parts.getFirst().equalsIgnoreCase("Q.850") && cause.matches("[0-9]{1,3}")) {
                int number = Integer.parseInt(cause);
                if (number >= 1 && number <= 127) {
                    return OptionalInt.of(number);
                }
            }
        }
        return OptionalInt.empty();
    }

    /// Writes the header's value.
    public static String of(int q850, String text) {
        var words = text.isEmpty() ? "" : ";text=" + Text.quoted(text);
        return "Q.850;cause=" + q850 + words;
    }

    /// The code of a Warning header (RFC 3261 §20.43).
    public static OptionalInt warning(Headers headers) {
        var value = headers.first("Warning").orElse("").strip();
        return value.matches("[0-9]{3} .*")
                ? OptionalInt.of(Integer.parseInt(value.substring(0, 3)))
                : OptionalInt.empty();
    }
}
