package org.dragoman.webrtc;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A call that an account had.
///
/// - {@code number}, {@code name}: the other side; absent where it is not known or not to be shown.
/// - {@code at}: when it began.
/// - {@code talked}: from the answer on; zero where nobody answered.
/// - {@code reason}: {@code ended} after an answer, {@code missed} where the account was called and
///   did not answer, else why it failed, as in the table of sentences.
public record PastCall(
        Direction direction,
        Optional<String> number,
        Optional<String> name,
        Instant at,
        Duration talked,
        String reason) {
    public enum Direction {
        IN,
        OUT
    }

    public PastCall {
        if (talked.isNegative() || reason.isBlank()) {
            throw new IllegalArgumentException("a call lasts a while, and ends for a reason");
        }
    }
}
