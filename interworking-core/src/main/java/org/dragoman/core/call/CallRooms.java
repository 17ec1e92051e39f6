package org.dragoman.core.call;

import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.log.CallRecorder;

/// Brings a call's parties into the room of a three-way call, and out of it. Used on the call's
/// loop alone.
final class CallRooms {
    private final CallSite site;
    private final CallLoop loop;
    private final CallRecorder recorder;
    private final Function<LegId, Optional<LegSlot>> slots;

    CallRooms(
            CallSite site,
            CallLoop loop,
            CallRecorder recorder,
            Function<LegId, Optional<LegSlot>> slots) {
        this.site = site;
        this.loop = loop;
        this.recorder = recorder;
        this.slots = slots;
    }

    /// Asks the call of a leg for the party beside it.
    void ask(LegId other) {
        var found = site.find().apply(other.call()).filter(l -> l != loop);
        var room = site.media().openRoom();
        if (found.isEmpty() || room.isEmpty()) {
            recorder.decision(
                    loop.state().caller(),
                    found.isEmpty() ? "there is no such other call" : "sound is not mixed here");
            loop.putFirst(new CallInput.NotLent());
            return;
        }
        new SharedRoom(room.get(), loop, found.get()).ask(other.seat());
    }

    /// One that cannot enter ends the meeting: the room is over, or the leg has no port any more.
    void enter(LegId leg, SharedRoom room) {
        var port = slots.apply(leg).flatMap(LegSlot::opened);
        if (port.filter(p -> p.enter(room.media())).isPresent()) {
            recorder.decision(leg, "hears call " + room.other(loop.id()) + " too");
        } else {
            recorder.decision(leg, "cannot enter the room of the three-way call");
            loop.put(new CallInput.MeetingOver(room));
            room.leave(loop.id());
        }
    }

    void leave(LegId leg) {
        slots.apply(leg).flatMap(LegSlot::opened).ifPresent(p -> p.leave());
    }
}
