package org.dragoman.gateway.rest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a token is good for.
public enum Scope {
    /// See the gateway, its calls and what happens to them.
    READ,
    /// Begin calls.
    CALL,
    /// Hang up, hold, transfer, record, send digits; drain the gateway, and have it read its
    /// configuration again.
    CONTROL,
    /// Read the records of calls.
    RECORDS;

    /// The word for it in configurations and tokens.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }
}
