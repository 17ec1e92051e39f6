package org.dragoman.rtmp.tunnel;

import java.util.Locale;
import java.util.Optional;

/// What a client asks of the tunnel by one POST.
///
/// - {@code session}: what {@code /open} was answered with; empty for {@link Verb#OPEN} and
///   {@link Verb#IDENT}.
/// - {@code number}: the client counts its requests, so that one that was sent twice is known.
/// - {@code body}: not copied.
/// - {@code isLast}: the client wants the HTTP connection closed behind the answer.
public record TunnelRequest(Verb verb, String session, long number, byte[] body, boolean isLast) {
    private static final int LONGEST_SESSION = 64; // characters
    private static final int MOST_DIGITS = 18;

    /// The first part of the path.
    public enum Verb {
        /// {@code /fcs/ident2}: which server of several shall be used.
        IDENT,
        OPEN,
        SEND,
        IDLE,
        CLOSE,
        /// Any other path or method.
        OTHER;

        private boolean isOfSession() {
            return this == SEND || this == IDLE || this == CLOSE;
        }
    }

    static TunnelRequest of(String method, String path, byte[] body, boolean isLast) {
        if (!method.equals("POST")) {
            return new TunnelRequest(Verb.OTHER, "", 0, body, isLast);
        }
        String[] parts = path.split("/", 5); // "", verb, session, number
        var verb = parts.length < 2 ? Verb.OTHER : verb(parts[1]);
        if (!verb.isOfSession()) {
            return new TunnelRequest(verb, "", 0, body, isLast);
        }
        Optional<Long> number = parts.length == 4 ? number(parts[3]) : Optional.empty();
        boolean right = number.isPresent() && parts[2].length() <= LONGEST_SESSION;
        return right
                ? new TunnelRequest(verb, parts[2], number.get(), body, isLast)
                : new TunnelRequest(Verb.OTHER, "", 0, body, isLast);
    }

    private static Verb verb(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "fcs" -> Verb.IDENT;
            case "open" -> Verb.OPEN;
            case "send" -> Verb.SEND;
            case "idle" -> Verb.IDLE;
            case "close" -> Verb.CLOSE;
            default -> Verb.OTHER;
        };
    }

    private static Optional<Long> number(String digits) {
        return digits.matches("\\d{1," + MOST_DIGITS + "}")
                ? Optional.of(Long.valueOf(digits))
                : Optional.empty();
    }
}
