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
        private final Deque<Outcome> last = new ArrayDeque<>();
        private int calls;
        private TrunkQuality quality = TrunkQuality.UNKNOWN; // of the last

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
            if (outcome.isPresent()) {
                last.add(outcome.get());
                if (last.size() > REMEMBERED) {
                    last.removeFirst();
                }
                quality = judged();
            }
        }

        synchronized TrunkState state(Instant now) {
            forget(now);
            return new TrunkState(calls, sent.size(), quality);
        }

        private TrunkQuality judged() {
            int answered = (int) last.stream().filter(Outcome::answered).count();
            var delay =
                    last.stream()
                            .flatMap(o -> o.delay().stream())
                            .mapToLong(Duration::toMillis)
                            .average();
            return new TrunkQuality(
                    last.size(),
                    answered,
                    delay.isPresent()
                            ? Optional.of(Duration.ofMillis((long) delay.getAsDouble()))
                            : Optional.empty(),
                    last.stream()
                            .flatMap(o -> o.mos().stream().boxed())
                            .mapToDouble(d -> d)
                            .average());
        }
    }
}
