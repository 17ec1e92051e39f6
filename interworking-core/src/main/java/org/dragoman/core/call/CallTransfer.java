package org.dragoman.core.call;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dragoman.core.media.Sound;

/// The part of {@link CallMachine} that connects a party of a call to somebody new, dialled by the
/// gateway: who is transferred hears music or the ringing tone meanwhile, and keeps its call. The
/// one who talked to it stands aside; it is told how it goes, and is released when it went well,
/// or put back when not. The party that stays is the caller's side from then on.
///
/// - Source: RFC 5589 §6 and RFC 3515 §2.4 for what a transferor sees; ITU-T H.450.2 §8.
final class CallTransfer {
    private CallTransfer() {}

    static void requested(CallDraft d, Side side, LegEvent.TransferRequested e) {
        if (d.exchange.isPresent()) {
            d.decide(e.leg(), "no transfer while other media is being agreed");
            refuse(d, e.leg());
            return;
        }
        begin(d, side, e.to(), e.replaces(), true);
    }

    /// Somebody else than the party itself wants it, who was told already whether that can be.
    static void ordered(CallDraft d, Side from, Party to, Optional<LegId> replaces) {
        if (d.phase == Phase.TALKING && d.exchange.isEmpty()) {
            begin(d, from, to, replaces, false);
        }
    }

    private static void begin(
            CallDraft d, Side from, Party to, Optional<LegId> replaces, boolean asked) {
        CallThreeWay.leave(d);
        var leaves = from == Side.CALLER ? d.caller : d.calleeLeg();
        standAside(d, from, asked);
        var request =
                CallRequest.of(d.parties.caller(), to, Optional.empty())
                        .withMaxForwards(d.request.orElseThrow().maxForwards() - 1);
        var aside = d.transfer.orElseThrow().aside();
        d.transfer = Optional.of(new Transfer(aside, Optional.of(leaves), request, false));
        d.redirects = Redirects.NONE;
        d.targets.clear();
        d.failover = Set.of();
        d.phase = Phase.AWAITING_NEW_PARTY;
        d.put(new CallOutput.Part());
        waitWithMusic(d, aside.orElseThrow());
        tell(d, TransferStatus.TRYING, Optional.empty());
        if (replaces.isPresent()) {
            d.decide(leaves, "transfers the other side to the party of another call");
            CallJoin.ask(d, replaces.get());
        } else {
            d.decide(leaves, "transfers the other side: the gateway dials the new party");
            NewParty.findRoute(d);
        }
    }

    /// The one who leaves stands aside; who stays is the caller from now on.
    private static void standAside(CallDraft d, Side from, boolean asked) {
        if (from == Side.CALLER) {
            swap(d);
        }
        var leaves = d.callee.orElseThrow();
        var aside =
                new Transfer.Aside(
                        leaves.leg(),
                        leaves.policy(),
                        from == Side.CALLER,
                        asked,
                        d.callerHolds.any(),
                        d.calleeUses,
                        d.calleeHolds,
                        d.calleeDigits,
                        d.parties.callee());
        var nobody = CallRequest.of(Party.UNKNOWN, Party.UNKNOWN, Optional.empty());
        d.transfer = Optional.of(new Transfer(Optional.of(aside), Optional.empty(), nobody, false));
        d.forgetCallee();
    }

    /// The two sides change places.
    private static void swap(CallDraft d) {
        var other = d.callee.orElseThrow();
        d.callee = Optional.of(new CallState.Callee(d.caller, d.callerPolicy, Optional.empty()));
        d.caller = other.leg();
        d.callerPolicy = other.policy();
        var uses = d.callerUses;
        d.callerUses = d.calleeUses;
        d.calleeUses = uses;
        var video = d.callerVideo;
        d.callerVideo = d.calleeVideo;
        d.calleeVideo = video;
        var holds = d.callerHolds;
        d.callerHolds = d.calleeHolds;
        d.calleeHolds = holds;
        var digits = d.callerDigits;
        d.callerDigits = d.calleeDigits;
        d.calleeDigits = digits;
        d.parties = d.parties.swapped();
    }

    private static void waitWithMusic(CallDraft d, Transfer.Aside aside) {
        if (aside.holds().any()) {
            d.order(d.caller, new LegCommand.Resume()); // music goes on, if there was any
        } else {
            d.callerPolicy
                    .sounds()
                    .music()
                    .ifPresent(m -> d.put(new CallOutput.PlaySound(d.caller, new Sound.Music(m))));
        }
    }

    /// What happens while a new party is awaited.
    static void happened(CallDraft d, Side side, LegEvent event) {
        switch (event) {
            case LegEvent.Progress e -> NewParty.progress(d, e);
            case LegEvent.Ringing e -> NewParty.ringing(d, e);
            case LegEvent.Answered e -> NewParty.answered(d, e);
            case LegEvent.MoreDigits _ -> NewParty.giveUp(d, Cause.INCOMPLETE_NUMBER);
            case LegEvent.Redirected e -> NewParty.redirected(d, e);
            case LegEvent.MediaOffered e -> NewParty.mediaOffered(d, side, e);
            case LegEvent.MediaAnswered e -> NewParty.mediaAnswered(d, e);
            case LegEvent.MediaRefused e -> NewParty.mediaRefused(d, e);
            case LegEvent.Held _ -> held(d, side, true);
            case LegEvent.Resumed _ -> held(d, side, false);
            case LegEvent.TransferRequested e -> refuse(d, e.leg());
            case LegEvent.IdentityChanged e -> identityChanged(d, side, e.party());
            case LegEvent.Released e -> CallMachine.released(d, side, e);
            case LegEvent.Offered _,
                    LegEvent.Replacing _, // none of these triggers anything, as EventTable says
                    LegEvent.Proceeding _,
                    LegEvent.DialledDigits _,
                    LegEvent.Digit _,
                    LegEvent.MeetingRequested _,
                    LegEvent.KeyFrameWanted _ -> {}
        }
    }

    /// Ends what the one who waits hears.
    static void silence(CallDraft d) {
        d.tone = false;
        d.put(new CallOutput.StopSound(d.caller));
    }

    /// Both talk.
    static void done(CallDraft d) {
        var aside = d.transfer.orElseThrow().aside();
        silence(d);
        d.put(new CallOutput.Join(d.calleeLeg()));
        tell(d, TransferStatus.DONE, Optional.empty());
        aside.ifPresent(
                a -> {
                    d.order(a.leg(), new LegCommand.Release(Cause.NORMAL_CLEARING));
                    d.givenUp.add(a.leg());
                });
        boolean begun = d.told != CallState.Told.ANSWERED;
        d.transfer = Optional.empty();
        d.order(d.caller, new LegCommand.UpdateIdentity(d.parties.callee()));
        if (begun) {
            reach(
                    d,
                    CallState.Told.ANSWERED,
                    new LegCommand.Answer(Optional.empty(), Optional.empty()));
        } else if (d.led) {
            d.decide(d.calleeLeg(), "talks to the caller, whom the script had answered");
        } else {
            d.put(new CallOutput.Transferred(d.caller, d.calleeLeg()));
            d.decide(d.calleeLeg(), "talks to the party that was transferred");
        }
        CallTalk.begin(d);
    }

    /// A call that the gateway began gets on: nobody needs to be told.
    static void reach(CallDraft d, CallState.Told sign, LegCommand as) {
        if (d.told.compareTo(sign) < 0) {
            d.told = sign;
            d.put(new CallOutput.Milestone(as));
        }
    }

    /// The new party cannot be had: the two who talked before talk again.
    static void putBack(CallDraft d, Cause why) {
        var aside = d.transfer.flatMap(Transfer::aside).orElseThrow();
        d.decide(aside.leg(), "the transfer failed, cause " + why.q850() + ": all is as before");
        tell(d, TransferStatus.FAILED, Optional.of(why));
        silence(d);
        if (aside.held() && !d.callerHolds.any()) {
            d.order(aside.leg(), new LegCommand.Resume());
        }
        d.callee = Optional.of(new CallState.Callee(aside.leg(), aside.policy(), Optional.empty()));
        d.calleeUses = aside.uses();
        d.calleeHolds = aside.holds();
        d.calleeDigits = aside.digits();
        d.parties = d.parties.withCallee(aside.party());
        d.transfer = Optional.empty();
        if (aside.wasCaller()) {
            swap(d);
        }
        d.put(new CallOutput.Join(d.calleeLeg()));
        d.phase = Phase.TALKING;
        d.waitForever();
        holdAgain(d, aside);
    }

    private static void holdAgain(CallDraft d, Transfer.Aside aside) {
        var back = aside.wasCaller() ? Side.CALLER : Side.CALLEE;
        if (aside.holds().any()) {
            d.opposite(back).ifPresent(other -> CallHold.hold(d, back, other, true));
        }
        var stayed = aside.wasCaller() ? d.calleeHolds : d.callerHolds;
        if (stayed.any() && !aside.held()) {
            d.order(aside.leg(), new LegCommand.Hold());
        }
    }

    private static void held(CallDraft d, Side side, boolean holds) {
        switch (side) {
            case CALLER -> d.callerHolds = d.callerHolds.byPeer(holds);
            case CALLEE -> d.calleeHolds = d.calleeHolds.byPeer(holds);
            case TRANSFEROR -> aside(d, a -> a.withHolds(a.holds().byPeer(holds)));
            case GIVEN_UP -> {}
        }
    }

    private static void identityChanged(CallDraft d, Side side, Party party) {
        switch (side) {
            case CALLER -> d.parties = d.parties.withCaller(party);
            case CALLEE -> d.connected = Optional.of(party);
            case TRANSFEROR -> aside(d, a -> a.withParty(party));
            case GIVEN_UP -> {}
        }
    }

    private static void aside(CallDraft d, UnaryOperator<Transfer.Aside> change) {
        d.transfer = d.transfer.map(t -> t.withAside(t.aside().map(change)));
    }

    /// The transferor hung up: what it began goes on without it (RFC 5589 §6.1).
    static void asideLeft(CallDraft d) {
        d.transfer = d.transfer.map(t -> t.withAside(Optional.empty()));
        if (d.waitsFor(Wait.Kind.OTHER_CALL)) {
            return;
        }
        d.decide(d.caller, "the transferor has left; the transfer goes on");
    }

    /// The call ends: who stands aside ends with it.
    static void forgetAside(CallDraft d, Cause why) {
        tell(d, TransferStatus.FAILED, Optional.of(why));
        d.transfer
                .flatMap(Transfer::aside)
                .ifPresent(
                        a -> {
                            d.order(a.leg(), new LegCommand.Release(why));
                            d.givenUp.add(a.leg());
                        });
        d.transfer = Optional.empty();
    }

    static void refuse(CallDraft d, LegId leg) {
        d.order(
                leg,
                new LegCommand.TellTransfer(
                        TransferStatus.FAILED, Optional.of(Cause.TEMPORARY_FAILURE)));
    }

    static void tell(CallDraft d, TransferStatus status, Optional<Cause> cause) {
        d.transfer
                .flatMap(Transfer::aside)
                .filter(Transfer.Aside::asked)
                .ifPresent(a -> d.order(a.leg(), new LegCommand.TellTransfer(status, cause)));
    }
}
