package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Sound;

/// The part of {@link CallMachine} for parties on hold: a peer holds the other side, or somebody
/// else has a side held.
final class CallHold {
    private CallHold() {}

    /// A party holds the other one, or takes it back.
    static void held(CallDraft d, Side side, boolean holds) {
        var before = side == Side.CALLER ? d.callerHolds : d.calleeHolds;
        holdsNow(d, side, before, before.byPeer(holds));
    }

    private static void holdsNow(CallDraft d, Side side, Holds before, Holds now) {
        if (side == Side.CALLER) {
            d.callerHolds = now;
        } else {
            d.calleeHolds = now;
        }
        boolean tells = d.phase == Phase.TALKING && !CallThreeWay.isOn(d);
        if (tells && before.any() != now.any()) {
            d.opposite(side).ifPresent(other -> hold(d, side, other, now.any()));
        }
    }

    /// A party is on hold for its peer no longer, for what it comes to.
    static void takeBack(CallDraft d, Side side) {
        held(d, side, false);
    }

    /// Who is held, and was not told while the call was a three-way call, is told.
    static void tellAgain(CallDraft d) {
        if (d.phase != Phase.TALKING) {
            return;
        }
        if (d.callerHolds.any()) {
            d.opposite(Side.CALLER).ifPresent(other -> hold(d, Side.CALLER, other, true));
        }
        if (d.calleeHolds.any()) {
            d.opposite(Side.CALLEE).ifPresent(other -> hold(d, Side.CALLEE, other, true));
        }
    }

    /// Tells a leg that the other side holds it, or no longer; with music where there is any.
    static void hold(CallDraft d, Side side, LegId other, boolean holds) {
        d.order(other, holds ? new LegCommand.Hold() : new LegCommand.Resume());
        var policy =
                side == Side.CALLER
                        ? d.callee.map(CallState.Callee::policy)
                        : Optional.of(d.callerPolicy);
        var music = policy.flatMap(p -> p.sounds().music());
        if (music.isPresent()) {
            d.put(
                    holds
                            ? new CallOutput.PlaySound(other, new Sound.Music(music.get()))
                            : new CallOutput.StopSound(other));
        }
    }

    /// Somebody holds a side for the other one: no sound flows meanwhile.
    static void heldBy(CallDraft d, Side held, boolean on) {
        if (d.phase != Phase.TALKING || held != Side.CALLER && held != Side.CALLEE) {
            return;
        }
        var holder = CallTalk.opposite(held);
        var before = holder == Side.CALLER ? d.callerHolds : d.calleeHolds;
        if (before.byOperator() == on) {
            return;
        }
        CallThreeWay.stop(d);
        d.decide(held == Side.CALLER ? d.caller : d.calleeLeg(), on ? "put on hold" : "taken back");
        if (on) {
            d.put(new CallOutput.Part());
        }
        holdsNow(d, holder, before, before.byOperator(on));
        if (!d.callerHolds.byOperator() && !d.calleeHolds.byOperator()) {
            d.put(new CallOutput.Join(d.calleeLeg()));
        }
    }
}
