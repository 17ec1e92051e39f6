package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.dragoman.core.route.Routing;

/// Takes the gateway out of service without cutting a call: those in progress go on, new ones are
/// refused, but for emergencies. What a call may do that is up already it may do still: a transfer
/// and a call sent on are no new calls. Safe from any thread.
public final class Drain {
    private static final String WHY = "the gateway is being drained: it takes no new calls";

    private final InstantSource time;
    private final IntSupplier left;
    private final AtomicReference<Optional<Episode>> episode =
            new AtomicReference<>(Optional.empty());

    /// From when it was ordered until it is taken back.
    private record Episode(Instant since, LongAdder refused) {}

    /// How far it is.
    ///
    /// - {@code since}: when it was ordered.
    /// - {@code left}: calls that are waited for: when there is none, the gateway is drained.
    /// - {@code refused}: new calls that were refused since.
    public record Progress(Instant since, int left, long refused) {
        public boolean isDone() {
            return left == 0;
        }
    }

    /// - {@code left}: counts the calls that are waited for.
    Drain(InstantSource time, IntSupplier left) {
        this.time = time;
        this.left = left;
    }

    /// - Returns: false where it was ordered before, which holds on.
    public boolean begin() {
        var fresh = new Episode(time.instant(), new LongAdder());
        return episode.compareAndSet(Optional.empty(), Optional.of(fresh));
    }

    /// Takes calls again.
    ///
    /// - Returns: false where they were taken all the while.
    public boolean end() {
        boolean was = episode.getAndSet(Optional.empty()).isPresent();
        wake();
        return was;
    }

    public boolean isOn() {
        return episode.get().isPresent();
    }

    /// How far it is; nothing where the gateway takes calls.
    public Optional<Progress> progress() {
        return episode.get().map(e -> new Progress(e.since(), left.getAsInt(), e.refused().sum()));
    }

    /// Waits until no call is left, or calls are taken again, but not longer than that.
    public Optional<Progress> await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (this) {
            var now = progress();
            for (long wait = atMost.toNanos();
                    wait > 0 && now.isPresent() && !now.get().isDone();
                    wait = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, wait);
                now = progress();
            }
            return now;
        }
    }

    /// A call ended: whoever waits looks again.
    void ended() {
        if (isOn()) {
            wake();
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    /// A new call was refused.
    void refused() {
        episode.get().ifPresent(e -> e.refused().increment());
    }

    /// What becomes of a new call about which the dial plan decided so. A number that is too short
    /// may become an emergency's: it is judged when it is complete.
    public Routing judge(Routing decided) {
        boolean passes =
                switch (decided) {
                    case Routing.To to -> to.emergency();
                    case Routing.NeedsDigits _ -> true;
                    case Routing.Refused _, Routing.Asking _ -> false;
                };
        return passes || !isOn() ? decided : new Routing.Refused(Cause.CONGESTION, WHY);
    }
}
