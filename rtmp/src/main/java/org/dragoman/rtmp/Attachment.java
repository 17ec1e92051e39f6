package org.dragoman.rtmp;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Which of its calls a client talks in: the one it is attached to, at most, and all others are on
/// hold. In a three-way call it talks in the first of two. Safe from any thread.
final class Attachment {
    private final AtomicReference<State> state =
            new AtomicReference<>(new State(Optional.empty(), Optional.empty()));

    private record State(Optional<RtmpLeg> leg, Optional<ThreeWay> threeWay) {
        /// The call that the client gets into when it wants this one.
        Optional<RtmpLeg> reached(Optional<RtmpLeg> wanted) {
            return threeWay.filter(t -> wanted.filter(t.second()::equals).isPresent())
                    .map(ThreeWay::first)
                    .or(() -> wanted);
        }

        boolean isOf(RtmpLeg first) {
            return threeWay.filter(t -> t.first().equals(first)).isPresent();
        }

        State with(ThreeWay other) {
            return new State(Optional.of(other.first()), Optional.of(other));
        }

        /// A three-way call has begun, or is none any more.
        State met(boolean on) {
            return new State(leg, threeWay.filter(_ -> on).map(ThreeWay::answered));
        }
    }

    /// Two calls in one.
    ///
    /// - {@code transaction}: of the command that asked for it; 0 where there is none, or it was
    // answered.
    private record ThreeWay(RtmpLeg first, RtmpLeg second, double transaction) {
        boolean has(RtmpLeg leg) {
            return first.equals(leg) || second.equals(leg);
        }

        ThreeWay answered() {
            return new ThreeWay(first, second, 0);
        }

        /// The call that is left without this one.
        RtmpLeg other(RtmpLeg leg) {
            return first.equals(leg) ? second : first;
        }
    }

    /// The call the client talks in.
    Optional<RtmpLeg> leg() {
        return state.get().leg();
    }

    boolean isOf(RtmpLeg leg) {
        return leg().filter(leg::equals).isPresent();
    }

    /// Talks in that call from now on, and holds the one before; without a call holds it only. Who
    /// wants the second of a three-way call gets the first, as from mod_rtmp.
    ///
    /// - Returns: whether that is news.
    boolean attach(Optional<RtmpLeg> wanted) {
        var before = state.getAndUpdate(s -> new State(s.reached(wanted), s.threeWay()));
        var now = before.reached(wanted);
        if (before.leg().equals(now)) {
            return false;
        }
        before.leg().ifPresent(leg -> leg.hold(true));
        now.ifPresent(leg -> leg.hold(false));
        return true;
    }

    /// Talks in both calls at once, by way of the first. Nothing happens where that cannot be.
    ///
    /// - Returns: whether the calls were asked.
    boolean meet(RtmpLeg first, RtmpLeg second, double transaction) {
        if (first.equals(second)) {
            return false;
        }
        var wanted = new ThreeWay(first, second, transaction);
        var before = state.getAndUpdate(s -> s.threeWay().isPresent() ? s : s.with(wanted));
        if (before.threeWay().isPresent()) {
            return false;
        }
        before.leg()
                .filter(l -> !l.equals(first) && !l.equals(second))
                .ifPresent(l -> l.hold(true));
        first.hold(false);
        second.hold(false);
        first.meet(second.id());
        return true;
    }

    /// A three-way call has begun, or is none any more: then the second call is on hold.
    ///
    /// - Returns: the transaction of the command that asked for what never was, where it has one.
    Optional<Double> met(RtmpLeg first, boolean on) {
        var before = state.getAndUpdate(s -> s.isOf(first) ? s.met(on) : s);
        var ended = before.threeWay().filter(_ -> !on && before.isOf(first));
        ended.ifPresent(t -> t.second().hold(true));
        return ended.map(ThreeWay::transaction).filter(t -> t > 0);
    }

    /// Calls of a three-way call go another way.
    void forget(RtmpLeg leg) {
        state.updateAndGet(s -> new State(s.leg(), s.threeWay().filter(t -> !t.has(leg))));
    }

    /// A call is over. Who talked in it talks in the other one of a three-way call.
    ///
    /// - Returns: whether the client was put into another call so.
    boolean gone(RtmpLeg leg) {
        var before = state.getAndUpdate(s -> without(s, leg));
        return before.leg().filter(leg::equals).isPresent()
                && without(before, leg).leg().isPresent();
    }

    private static State without(State s, RtmpLeg leg) {
        var broken = s.threeWay().filter(t -> t.has(leg));
        var rest = s.threeWay().filter(_ -> broken.isEmpty());
        boolean talks = s.leg().filter(leg::equals).isPresent();
        return new State(talks ? broken.map(t -> t.other(leg)) : s.leg(), rest);
    }
}
