package org.dragoman.core.call;

import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;

/// The part of {@link CallMachine} for three-way calls: a party that has two calls wants all three
/// to hear one another. The calls stay two, with all that belongs to them; the parties are joined
/// as before, and only what they hear comes from a room that the calls share. When either call
/// ends, or becomes something else, the other one is what it was.
final class CallThreeWay {
    private CallThreeWay() {}

    /// In the call whose leg wants it: the other call is asked for its party.
    static void requested(CallDraft d, LegEvent.MeetingRequested e) {
        if (d.meeting.isPresent()) {
            d.decide(e.leg(), "no three-way call with a fourth party");
            return;
        }
        if (!isFree(d) || d.callerHolds.any() || d.calleeHolds.any()) {
            d.decide(e.leg(), "no three-way call while this one is held, or becomes another");
            tell(d, e.leg(), false);
            return;
        }
        d.meeting = Optional.of(Meeting.asking(e.leg()));
        d.decide(e.leg(), "wants a three-way call with the party beside leg " + e.other());
        d.put(new CallOutput.AskToLend(e.other()));
    }

    /// Whether two talk here, and nothing stands in the way of their talking with a third.
    private static boolean isFree(CallDraft d) {
        return d.phase == Phase.TALKING
                && d.exchange.isEmpty()
                && canMix(d, d.callerUses, d.callerCodecs())
                && canMix(d, d.calleeUses, d.calleeCodecs());
    }

    private static boolean canMix(CallDraft d, Optional<Codec> used, CodecPolicy policy) {
        return policy.converts() && used.filter(d.negotiation::canMix).isPresent();
    }

    /// In the call that is asked: the other side goes to the room, and is on hold no longer.
    static void lend(CallDraft d, Optional<Side> side, CallInput.Lend asked) {
        boolean talks = side.filter(s -> s == Side.CALLER || s == Side.CALLEE).isPresent();
        boolean free = talks && isFree(d) && d.meeting.isEmpty();
        if (!free || holds(d, CallTalk.opposite(side.get())).any()) {
            d.decide(d.caller, "another call wants a three-way call: not now");
            d.put(new CallOutput.AnswerMeeting(asked.room(), false));
            return;
        }
        CallHold.takeBack(d, side.get());
        d.meeting = Optional.of(Meeting.lent(asked.leg(), asked.room()));
        d.opposite(side.get()).ifPresent(l -> d.put(new CallOutput.EnterRoom(l, asked.room())));
        d.put(new CallOutput.AnswerMeeting(asked.room(), true));
    }

    private static Holds holds(CallDraft d, Side side) {
        return side == Side.CALLER ? d.callerHolds : d.calleeHolds;
    }

    /// In the call that asked: the third party is there.
    static void lent(CallDraft d, SharedRoom room) {
        if (d.meeting.filter(m -> m.role() == Meeting.Role.ASKS).isEmpty()) {
            d.put(new CallOutput.EndMeeting(room)); // it has become something else
            return;
        }
        d.meeting = d.meeting.map(m -> m.hosted(room));
        legs(d).forEach(leg -> d.put(new CallOutput.EnterRoom(leg, room)));
        tell(d, d.meeting.orElseThrow().own(), true);
    }

    private static void tell(CallDraft d, LegId leg, boolean on) {
        d.order(leg, new LegCommand.TellMeeting(on));
    }

    static void notLent(CallDraft d) {
        if (d.meeting.filter(m -> m.role() == Meeting.Role.ASKS).isPresent()) {
            d.decide(d.caller, "no three-way call: the other call has nobody to give");
            tell(d, d.meeting.orElseThrow().own(), false);
            d.meeting = Optional.empty();
        }
    }

    /// The other call has left: the two who are left here talk as before.
    static void over(CallDraft d, SharedRoom room) {
        if (d.meeting.filter(m -> m.isIn(room)).isPresent()) {
            tellHost(d);
            comeBack(d);
            CallHold.tellAgain(d);
        }
    }

    /// This call becomes something else: the other one hears so.
    static void leave(CallDraft d) {
        tellHost(d);
        end(d);
    }

    /// This call ends: the other one hears so.
    static void end(CallDraft d) {
        d.meeting
                .flatMap(Meeting::room)
                .ifPresent(
                        room -> {
                            comeBack(d);
                            d.put(new CallOutput.EndMeeting(room));
                        });
        d.meeting = Optional.empty();
    }

    private static void tellHost(CallDraft d) {
        d.meeting
                .filter(m -> m.role() == Meeting.Role.HOSTS)
                .ifPresent(m -> tell(d, m.own(), false));
    }

    /// The two talk on here, in a way that is not for a room.
    static void stop(CallDraft d) {
        if (isOn(d)) {
            leave(d);
            CallHold.tellAgain(d);
        }
    }

    private static void comeBack(CallDraft d) {
        d.decide(d.caller, "the three-way call is over");
        legs(d).forEach(leg -> d.put(new CallOutput.LeaveRoom(leg)));
        d.meeting = Optional.empty();
    }

    private static Stream<LegId> legs(CallDraft d) {
        return Stream.concat(Stream.of(d.caller), d.callee.map(CallState.Callee::leg).stream());
    }

    /// Whether holding is nobody's business: who holds is out of the room, and the others talk on.
    static boolean isOn(CallDraft d) {
        return d.meeting.filter(m -> m.room().isPresent()).isPresent();
    }

    /// Whether this leg has nothing to say, because its party speaks in the other call.
    static boolean isIdle(CallDraft d, LegId leg) {
        return d.meeting
                .filter(m -> m.role() == Meeting.Role.LENDS && m.own().equals(leg))
                .isPresent();
    }
}
