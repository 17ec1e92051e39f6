package org.dragoman.h323.h225;

import java.time.Duration;

/// The timers of a call's signalling (Q.931 Tables 9-1 and 9-2; H.225.0 §7.1). Only those of
/// messages that H.225.0 uses.
///
/// - {@code t301}: alerting to answer. {@code t302}: between dialled digits. {@code t303}:
///   Setup to any answer; longer than Q.931's 4 s because some products (Asterisk 16–22
///   chan_ooh323) now and then take 3 s, and TCP repeats for us. {@code t304}: digits sent to
///   an answer. {@code t310}: proceeding to alerting. {@code t322}: StatusEnquiry to Status.
public record CallTimers(
        Duration t301, Duration t302, Duration t303, Duration t304, Duration t310, Duration t322) {
    public static final CallTimers DEFAULT =
            new CallTimers(
                    Duration.ofSeconds(180),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(4));

    /// The timer's name, as the Recommendation has it.
    public enum Name {
        T301,
        T302,
        T303,
        T304,
        T310,
        T322
    }

    public Duration of(Name name) {
        return switch (name) {
            case T301 -> t301;
            case T302 -> t302;
            case T303 -> t303;
            case T304 -> t304;
            case T310 -> t310;
            case T322 -> t322;
        };
    }
}
