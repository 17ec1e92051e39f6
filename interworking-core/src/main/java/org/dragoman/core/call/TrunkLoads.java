package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.route.TrunkQuality;
import org.dragoman.core.route.TrunkState;
import org.dragoman.core.route.TrunkStates;
import org.dragoman.core.route.TrunkTerms;

/// What every trunk has to do now, and how its last calls went. Safe from any thread; a trunk's
/// lock is held for a few additions only.
public final class TrunkLoads implements TrunkStates {
    private static final int REMEMBERED = 100; // calls of each trunk
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final InstantSource time;
    private final Map<String, Load> loads = new ConcurrentHashMap<>();

    public TrunkLoads(InstantSource time) {
        this.time = time;
    }

    @Override
    public TrunkState of(String trunk) {
        return Optional.ofNullable(loads.get(trunk))
                .map(l -> l.state(time.instant()))
                .orElse(TrunkState.IDLE);
    }

    /// A call came in by the trunk.
    Use came(String trunk) {
        var load = load(trunk);
        load.enter();
        return new Use(load, Optional.empty());
    }

    /// A call is to be sent to the trunk; nothing where its terms leave no room for it.
    Optional<Use> send(String trunk, TrunkTerms terms) {
        var load = load(trunk);
        var now = time.instant();
        return load.take(now, terms)
                ? Optional.of(new Use(load, Optional.of(now)))
                : Optional.empty();
    }

    private Load load(String trunk) {
        return loads.computeIfAbsent(trunk, _ -> new Load());
    }

    /// How one call that was sent went.
    private record Outcome(boolean answered, Optional<Duration> delay, OptionalDouble mos) {}

    /// A call on a trunk, until it ends. Used on the call's loop alone.
    static final class Use {
        private final Load load;
        private final Optional<Instant> sent;
        private Optional<Duration> delay = Optional.empty();
        private boolean answered;
        private boolean over;

        private Use(Load load, Optional<Instant> sent) {
            this.load = load;
            this.sent = sent;
        }

        /// The peer gave a sign of the called party.
        void sign(Instant at, boolean isAnswer) {
            if (delay.isEmpty()) {
                delay = sent.map(s -> Duration.between(s, at));
            }
            answered |= isAnswer;
        }

        /// The call is over here; whatever is told later is not heard.
        void end(OptionalDouble mos) {
            if (!over) {
                over = true;
                load.leave(sent.map(_ -> new Outcome(answered, delay, mos)));
            }
        }
    }

    private static final class Load {
        private final Deque<Instant> sent = new ArrayDeque<>();
        private final LastCalls last = new LastCalls();
        private int calls;

        synchronized void enter() {
            calls++;
        }

        synchronized boolean take(Instant now, TrunkTerms terms) {
            forget(now);
            if (terms.mostCalls().filter(most -> calls >= most).isPresent()
                    || terms.callsPerSecond().filter(most -> sent.size() >= most).isPresent()) {
                return false;
            }
            calls++;
            sent.add(now);
            return true;
        }

        private void forget(Instant now) {
            while (!sent.isEmpty() && !sent.getFirst().plus(SECOND).isAfter(now)) {
                sent.removeFirst();
            }
        }

        synchronized void leave(Optional<Outcome> outcome) {
            calls--;
            outcome.ifPresent(last::add);
        }

        synchronized TrunkState state(Instant now) {
            forget(now);
            return new TrunkState(calls, sent.size(), last.quality());
        }
    }

    /// The calls that were sent last, and what they come to: kept as sums, since each call asks.
    private static final class LastCalls {
        private static final double MOS_UNITS = 1e6; // sums of whole numbers never drift

        private final Deque<Outcome> calls = new ArrayDeque<>();
        private int answered;
        private int delays;
        private long delayMillis;
        private int scores;
        private long mosUnits;

        void add(Outcome outcome) {
            calls.add(outcome);
            count(outcome, 1);
            if (calls.size() > REMEMBERED) {
                count(calls.removeFirst(), -1);
            }
        }

        private void count(Outcome outcome, int sign) {
            answered += outcome.answered() ? sign : 0;
            if (outcome.delay().isPresent()) {
                delays += sign;
                delayMillis += sign * outcome.delay().get().toMillis();
            }
            if (outcome.mos().isPresent()) {
                scores += sign;
                mosUnits += sign * Math.round(outcome.mos().getAsDouble() * MOS_UNITS);
            }
        }

        TrunkQuality quality() {
            return new TrunkQuality(
                    calls.size(),
                    answered,
                    delays == 0
                            ? Optional.empty()
                            : Optional.of(Duration.ofMillis(delayMillis / delays)),
                    scores == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(mosUnits / MOS_UNITS / scores));
        }
    }
}
