package org.dragoman.core.route;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.TelephoneNumber;

/// What somebody outside says about a call.
///
/// - {@code called}, {@code calling}: digits that take the place of what is there.
/// - {@code to}: where it is sent; none for what the rules behind say.
/// - {@code refuse}: the Q.850 cause it is refused with instead.
/// - {@code failover}: Q.850 causes on which the next of {@code to} is tried.
/// - {@code patience}: how long each of them has for its first sign.
/// - {@code longest}: how long the call may last once the called have answered: what the caller
///   has paid for.
public record Advice(
        Optional<String> called,
        Optional<String> calling,
        Optional<String> callerName,
        List<Then.Target> to,
        Optional<Integer> refuse,
        Set<Integer> failover,
        Optional<Duration> patience,
        Optional<Duration> longest) {
    private static final int ALL = 40; // digits; no number is longer

    /// Nothing: the rules behind decide.
    public static final Advice NONE =
            new Advice(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Rule.FAILOVER,
                    Optional.empty());

    public Advice {
        to = List.copyOf(to);
        failover = Set.copyOf(failover);
        if (!called.map(TelephoneNumber::areDigits).orElse(true)
                || !calling.map(TelephoneNumber::areDigits).orElse(true)) {
            throw new IllegalArgumentException("numbers are digits");
        }
    }

    /// One that lets the call last as long as it will.
    public Advice(
            Optional<String> called,
            Optional<String> calling,
            Optional<String> callerName,
            List<Then.Target> to,
            Optional<Integer> refuse,
            Set<Integer> failover,
            Optional<Duration> patience) {
        this(called, calling, callerName, to, refuse, failover, patience, Optional.empty());
    }

    public Advice withLongest(Optional<Duration> other) {
        return new Advice(called, calling, callerName, to, refuse, failover, patience, other);
    }

    Change change() {
        return new Change(
                called.map(d -> Rewrite.NONE.withFront(ALL, d)).orElse(Rewrite.NONE),
                calling.map(d -> Rewrite.NONE.withFront(ALL, d)).orElse(Rewrite.NONE),
                Rewrite.NONE,
                callerName,
                Optional.empty(),
                false);
    }
}
