package org.dragoman.h323.h245;

import java.time.Duration;

/// How a session behaves with its peer.
///
/// - {@code order}: H2 of the field bugs: some endpoints cannot take both procedures at once.
/// - {@code reply}: T101, T103 and T106, which H.245 leaves to the endpoint.
/// - {@code settle}: how long until sound must flow both ways after a session began.
/// - {@code keepAlive}: rest between two round-trip questions; zero asks none.
/// - {@code unanswered}: questions in a row a peer may leave unanswered before it is gone.
public record H245Settings(
        Order order, Duration reply, Duration settle, Duration keepAlive, int unanswered) {

    /// When master and slave are determined.
    public enum Order {
        /// Only after both capability sets are acknowledged.
        CAPABILITIES_FIRST,
        /// Together with the capability sets.
        PARALLEL
    }

    public static final H245Settings DEFAULT =
            new H245Settings(
                    Order.CAPABILITIES_FIRST,
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    3);
}
