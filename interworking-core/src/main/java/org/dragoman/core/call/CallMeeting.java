package org.dragoman.core.call;

import java.util.Map;
import org.dragoman.core.log.CallRecorder;

/// How a call meets another one: each lends the other one of its parties, over a
/// {@link CallBridge}. Used on the call's loop alone.
final class CallMeeting {
    private final CallSite site;
    private final CallLoop loop;
    private final CallRecorder recorder;
    private final Map<LegId, LegSlot> slots;

    /// - {@code slots}: the legs of the call; a bridge becomes one of them.
    CallMeeting(CallSite site, CallLoop loop, CallRecorder recorder, Map<LegId, LegSlot> slots) {
        this.site = site;
        this.loop = loop;
        this.recorder = recorder;
        this.slots = slots;
    }

    /// Asks the call of a leg for the party beside it.
    void ask(LegId other, CallBridge.Wish wish) {
        var found = site.find().apply(other.call()).filter(l -> l != loop);
        if (found.isEmpty()) {
            recorder.decision(loop.state().caller(), "there is no such other call");
            loop.putFirst(new CallInput.NotJoined(Cause.NO_ROUTE));
            return;
        }
        var party = slots.get(loop.state().caller());
        try {
            if (party.bridge().isEmpty()) {
                party.openMedia(); // one that came in a moment ago has none yet
            }
        } catch (NoMediaPort none) {
            loop.putFirst(new CallInput.NotJoined(Cause.RESOURCE_UNAVAILABLE));
            return;
        }
        var bridge = new CallBridge(loop, found.get());
        bridge.asking().bring(party);
        found.get()
                .lastWord(
                        () -> found.get().put(new CallInput.TakeOver(other.seat(), wish, bridge)),
                        () -> bridge.answer(new CallBridge.No(Cause.NO_ROUTE)));
    }

    void answer(CallBridge bridge, CallBridge.Reply reply) {
        if (reply instanceof CallBridge.Yes(var given)) {
            var party = slots.get(given.leg());
            bridge.giving().bring(party);
        }
        bridge.answer(reply);
    }

    /// The end of a bridge takes the place of a leg.
    void seat(LegId leg, CallBridge.End end) {
        var slot = new LegSlot(leg, end.farTrunk(), "call", loop, recorder);
        slot.seat(end);
        slots.put(leg, slot);
        recorder.decision(leg, "joined to call " + end.otherCall());
    }
}
