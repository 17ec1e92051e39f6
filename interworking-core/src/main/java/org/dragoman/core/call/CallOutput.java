package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.dragoman.core.route.CallScript;

/// What a call's machine wants done.
sealed interface CallOutput {
    /// Ask the dial plan; its answer is the next input.
    ///
    /// - {@code by}: the leg by whose trunk it is asked; absent for the one the call came in by.
    record FindRoute(CallRequest request, Optional<LegId> by) implements CallOutput {}

    /// Make a leg towards a trunk. A trunk that has none to give counts as a leg that ended.
    record MakeLeg(LegId leg, String trunk) implements CallOutput {}

    /// Order a leg.
    record Order(LegId leg, LegCommand command) implements CallOutput {}

    /// Let sound flow between the caller and this leg, and no other.
    record Join(LegId leg) implements CallOutput {}

    /// Let no sound flow between the two sides.
    record Part() implements CallOutput {}

    record PlayTone(LegId leg, Tone tone) implements CallOutput {}

    record StopTone(LegId leg) implements CallOutput {}

    record PlaySound(LegId leg, Sound sound) implements CallOutput {}

    record StopSound(LegId leg) implements CallOutput {}

    /// Tell whoever asks why the call went so.
    record Decide(LegId leg, String what) implements CallOutput {}

    /// A leg reported what it may not report here.
    record Complain(LegEvent event, Phase phase) implements CallOutput {}

    /// Ask another call for the party that talks to this leg of it; {@link CallInput.Joined} or
    /// {@link CallInput.NotJoined} follows, or nothing where that call ends meanwhile.
    record AskCall(LegId other, CallBridge.Wish wish) implements CallOutput {}

    /// Answer such a question of another call.
    record AnswerCall(CallBridge bridge, CallBridge.Reply reply) implements CallOutput {}

    /// Put this end of a bridge in the place of a leg.
    record SeatBridge(LegId leg, CallBridge.End end) implements CallOutput {}

    /// The other call gave its party, too late.
    record DropBridge(CallBridge.End end) implements CallOutput {}

    /// Ask another call to lend the party beside this leg of it; {@link CallInput.Lent} or
    /// {@link CallInput.NotLent} follows.
    record AskToLend(LegId other) implements CallOutput {}

    /// Answer such a question of another call.
    record AnswerMeeting(SharedRoom room, boolean comes) implements CallOutput {}

    /// Have a leg's peer hear the room, and be heard there.
    record EnterRoom(LegId leg, SharedRoom room) implements CallOutput {}

    /// Have a leg's peer hear again whom it is joined to.
    record LeaveRoom(LegId leg) implements CallOutput {}

    /// Tell the other call that this one has left.
    record EndMeeting(SharedRoom room) implements CallOutput {}

    /// The called party of a call that the gateway began is alerted, or has answered; no leg is
    /// told so, because the caller has long answered.
    record Milestone(LegCommand as) implements CallOutput {}

    /// Tell the script that leads the call.
    record TellScript(CallScript.News news) implements CallOutput {}

    /// A party was connected to somebody new.
    record Transferred(LegId stayed, LegId with) implements CallOutput {}

    /// Free what is left; the call is over.
    record Finish(Cause cause) implements CallOutput {}
}
