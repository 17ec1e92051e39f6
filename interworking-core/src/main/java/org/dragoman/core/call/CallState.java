package org.dragoman.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaDescription;

/// All a call knows of itself between two inputs.
///
/// - {@code negotiation}: what the media plane can do for it.
/// - {@code callerOver}: the caller's leg said that it ended, or never lived.
/// - {@code callee}: the destination that counts; {@code givenUp}: those told to end.
/// - {@code transfer}: a party is being connected to somebody new; {@code callee} is that one then.
/// - {@code parties}: who is on the two sides.
/// - {@code dialled}: legs dialled so far.
/// - {@code redirects}: where destinations sent the call on to.
/// - {@code request}: what the caller asks for, with the digits dialled since.
/// - {@code laterDigits}: digits that the targets' requests lack.
/// - {@code told}: the last sign the caller was given.
/// - {@code led}: a program of the operator leads the call, or will when nobody can be had.
/// - {@code connected}: who the destination says it is.
/// - {@code meeting}: what it has to do with a three-way call.
/// - {@code cause}: why the call ends; {@code endedBy}: the side that ended it, or the gateway.
record CallState(
        Phase phase,
        LegId caller,
        TrunkPolicy callerPolicy,
        Negotiation negotiation,
        boolean callerOver,
        Optional<Callee> callee,
        Optional<Transfer> transfer,
        Parties parties,
        Set<LegId> givenUp,
        int dialled,
        Redirects redirects,
        Optional<CallRequest> request,
        String laterDigits,
        List<CallInput.Target> targets,
        Set<Integer> failover,
        Told told,
        Optional<LegCommand> lastTold,
        CallMedia media,
        DigitFilter callerDigits,
        DigitFilter calleeDigits,
        boolean led,
        Optional<Party> connected,
        Optional<Meeting> meeting,
        Optional<Cause> cause,
        Optional<Side> endedBy,
        Wait waiting) {

    /// How far the caller was told of progress.
    enum Told {
        NOTHING,
        PROCEEDING,
        PROGRESS,
        RINGING,
        ANSWERED
    }

    /// A destination dialled.
    ///
    /// - {@code offer}: what it was offered; empty where it makes the offer.
    record Callee(LegId leg, TrunkPolicy policy, Optional<MediaDescription> offer) {}

    private static final Duration OFFER = Duration.ofSeconds(10);

    /// A call whose caller has just arrived.
    static CallState begin(CallId call, TrunkPolicy callerPolicy, Conversions conversions) {
        return new CallState(
                Phase.AWAITING_OFFER,
                LegId.caller(call),
                callerPolicy,
                new Negotiation(conversions),
                false,
                Optional.empty(),
                Optional.empty(),
                Parties.UNKNOWN,
                Set.of(),
                0,
                Redirects.NONE,
                Optional.empty(),
                "",
                List.of(),
                Set.of(),
                Told.NOTHING,
                Optional.empty(),
                CallMedia.NONE,
                DigitFilter.EMPTY,
                DigitFilter.EMPTY,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Wait(Wait.Kind.OFFER, OFFER, 1));
    }

    CallState {
        givenUp = Set.copyOf(givenUp);
        targets = List.copyOf(targets);
        failover = Set.copyOf(failover);
    }

    /// What this leg is to the call; nothing for a leg that is over or was never here.
    Optional<Side> side(LegId leg) {
        if (leg.equals(caller) && !callerOver) {
            return Optional.of(Side.CALLER);
        }
        if (callee.isPresent() && callee.get().leg().equals(leg)) {
            return Optional.of(Side.CALLEE);
        }
        if (transfer.flatMap(Transfer::aside).filter(a -> a.leg().equals(leg)).isPresent()) {
            return Optional.of(Side.TRANSFEROR);
        }
        return givenUp.contains(leg) ? Optional.of(Side.GIVEN_UP) : Optional.empty();
    }
}
