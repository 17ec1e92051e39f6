package org.dragoman.h323.h225;

/// A name of a party (H.225.0 §7.6, AliasAddress), as text.
public record Alias(Kind kind, String text) {
    /// The kinds we can say and understand.
    public enum Kind {
        DIALLED_DIGITS,
        H323_ID,
        URL_ID,
        EMAIL_ID,
        /// Digits of a public or private number; its type is told by the Q.931 element.
        PARTY_NUMBER
    }

    public boolean isNumber() {
        return kind == Kind.DIALLED_DIGITS || kind == Kind.PARTY_NUMBER;
    }
}
