package org.dragoman.gateway.training;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;

/// One call of the training: who calls, with or without an offer, where to, and what becomes of it.
///
/// - {@code destination}: first digit dialled, as the dial plan of the training has it.
record TrainingCall(boolean bySip, boolean offer, int destination, Fate fate) {
    private static final Duration TALK = Duration.ofMillis(40);
    private static final int DESTINATIONS = 4;

    /// What becomes of a call; the last digit dialled says which.
    enum Fate {
        ANSWERED(new Behaviour.Answer(true), new Behaviour.Talk(TALK)),
        ANSWERED_AT_ONCE(new Behaviour.Answer(false), new Behaviour.Talk(TALK)),
        REFUSED(new Behaviour.Refuse(Cause.gateway(17)), new Behaviour.Talk(TALK)),
        ABANDONED(new Behaviour.RingOnly(), new Behaviour.Abandon(Duration.ofMillis(5))),
        NO_ROUTE(new Behaviour.Answer(true), new Behaviour.Talk(TALK));

        private final Behaviour callee;
        private final Behaviour caller;

        Fate(Behaviour callee, Behaviour caller) {
            this.callee = callee;
            this.caller = caller;
        }
    }

    /// The kinds of calls in turn; most are answered, as calls are.
    static TrainingCall number(int count) {
        int round = count / (2 * DESTINATIONS);
        return new TrainingCall(
                count % 2 == 0, round % 3 != 2, 1 + count / 2 % DESTINATIONS, fate(round));
    }

    private static Fate fate(int round) {
        return round % 3 == 1 ? Fate.values()[round / 3 % Fate.values().length] : Fate.ANSWERED;
    }

    CompletableFuture<Outcome> begin(LoadEnds ends) {
        var request = LoadEnds.request(dialled());
        var asked = offer ? request : request.withMedia(Optional.empty());
        return bySip ? ends.bySip(asked, fate.caller) : ends.byH323(asked, fate.caller);
    }

    private String dialled() {
        return (fate == Fate.NO_ROUTE ? "9" : destination) + "00" + fate.ordinal();
    }

    /// What the called end does.
    static Behaviour callee(CallRequest request) {
        var digits = request.to().digits();
        return Fate.values()[digits.charAt(digits.length() - 1) - '0'].callee;
    }

    boolean isAsExpected(Outcome outcome) {
        return outcome.wasAnswered() == (fate == Fate.ANSWERED || fate == Fate.ANSWERED_AT_ONCE);
    }
}
