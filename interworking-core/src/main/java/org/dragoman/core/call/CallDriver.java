package org.dragoman.core.call;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.Sound;

/// Does what a call's machine wants done, and keeps what people ask about the call. Used on the
/// call's loop alone.
final class CallDriver {
    private final CallSite site;
    private final CallLoop loop;
    private final CallJournal journal;
    private final String ingress;
    private final CallRecorder recorder;
    private final Joints joints;
    private final CallRouting routing;
    private final CallMeeting meeting;
    private final CallPicture picture;
    private final CallLimit limit;
    private final CallLegs legs;
    private final CallRooms rooms;

    CallDriver(CallSite site, CallLoop loop, CallId id, String ingress) {
        this.site = site;
        this.loop = loop;
        this.journal = new CallJournal(id, site.timers(), site.counters());
        this.ingress = ingress;
        this.recorder = new CallRecorder(site.wire().begin(id));
        this.picture = new CallPicture(site, loop, journal);
        this.joints = new Joints(what -> recorder.decision(caller(), what));
        this.limit = new CallLimit(loop);
        var slots = new LinkedHashMap<LegId, LegSlot>();
        this.meeting = new CallMeeting(site, loop, recorder, slots);
        this.routing =
                new CallRouting(
                        site,
                        loop,
                        recorder,
                        ingress,
                        leg -> Optional.ofNullable(slots.get(leg)),
                        limit);
        this.legs = new CallLegs(site, loop, recorder, journal, picture, routing, slots);
        this.rooms = new CallRooms(site, loop, recorder, legs::living);
    }

    CallRecorder recorder() {
        return recorder;
    }

    CallLegs legs() {
        return legs;
    }

    /// The place of the caller's leg; taken before the loop starts.
    LegSlot callerSlot(LegId id) {
        return legs.callerSlot(id, ingress);
    }

    /// Begins to record the call, or stops that, as somebody ordered.
    void record(boolean on) {
        recorder.decision(caller(), on ? "recorded by order" : "no longer recorded, by order");
        legs.anyMedia().ifPresent(opened -> opened.port().record(on));
    }

    void perform(CallInput input, CallMachine.Step step) {
        if (input instanceof CallInput.Happened(var event, var at)) {
            recorder.decision(event.leg(), Kind.MESSAGE, event.getClass().getSimpleName());
            journal.note(event, ingress);
            legs.living(event.leg()).ifPresent(s -> s.note(event, at));
            if (event instanceof LegEvent.Released(var leg, var cause)) {
                close(leg, cause);
            }
        }
        if (input instanceof CallInput.Begin) {
            journal.begun();
        }
        if (step.next().cause().isPresent()) {
            journal.clearing();
        }
        if (isBeginning(input)) {
            picture.tell(CallNews.Kind.STARTED);
        }
        if (input instanceof CallInput.Branched(var event)) {
            branched(event);
        }
        if (input instanceof CallInput.Silent && step.next().cause().isPresent()) {
            site.counters().silent.increment();
        }
        for (var output : step.outputs()) {
            perform(output);
        }
        limit.watch(step.next().phase());
    }

    void decide(String what) {
        recorder.decision(caller(), what);
    }

    private static boolean isBeginning(CallInput input) {
        return input instanceof CallInput.Begin
                || input instanceof CallInput.Happened(LegEvent.Offered _, _)
                || input instanceof CallInput.Happened(LegEvent.Replacing _, _);
    }

    private void branched(LegEvent event) {
        journal.note(event, ingress);
        legs.living(event.leg()).ifPresent(s -> s.story().note(event, site.timers().instant()));
        if (event instanceof LegEvent.Released(var leg, var cause)) {
            close(leg, cause);
        }
        legs.find(event.leg()).ifPresent(slot -> slot.tellFork(event));
    }

    private void perform(CallOutput output) {
        switch (output) {
            case CallOutput.FindRoute(var asked, var by) -> routing.find(asked, by);
            case CallOutput.MakeLeg(var leg, var trunk) -> legs.make(leg, trunk);
            case CallOutput.Order(var leg, var command) -> legs.order(leg, command);
            case CallOutput.Join(var leg) -> join(leg);
            case CallOutput.Part _ -> part();
            case CallOutput.AskCall(var other, var wish) -> meeting.ask(other, wish);
            case CallOutput.AnswerCall(var bridge, var reply) -> meeting.answer(bridge, reply);
            case CallOutput.SeatBridge(var leg, var end) -> meeting.seat(leg, end);
            case CallOutput.AskToLend(var other) -> rooms.ask(other);
            case CallOutput.AnswerMeeting(var room, boolean comes) -> room.answer(comes);
            case CallOutput.EnterRoom(var leg, var room) -> rooms.enter(leg, room);
            case CallOutput.LeaveRoom(var leg) -> rooms.leave(leg);
            case CallOutput.EndMeeting(var room) -> room.leave(loop.id());
            case CallOutput.DropBridge(var end) -> end.drop();
            case CallOutput.Milestone(var as) -> {
                picture.tellOf(as);
                journal.note(caller(), ingress, as);
            }
            case CallOutput.Transferred(var stayed, var with) -> {
                journal.transferred(stayed, with);
                picture.tell(CallNews.Kind.TRANSFERRED);
            }
            case CallOutput.PlayTone(var leg, var tone) ->
                    legs.living(leg).ifPresent(s -> s.media().play(new Sound.OfTone(tone)));
            case CallOutput.PlaySound(var leg, var sound) ->
                    legs.living(leg).ifPresent(s -> s.media().play(sound));
            case CallOutput.StopSound(var leg) ->
                    legs.living(leg)
                            .flatMap(LegSlot::opened)
                            .ifPresent(opened -> opened.port().stopSound());
            case CallOutput.StopTone(var leg) ->
                    legs.living(leg)
                            .flatMap(LegSlot::opened)
                            .ifPresent(opened -> opened.port().stopSound());
            case CallOutput.Decide(var leg, var what) -> recorder.decision(leg, what);
            case CallOutput.Complain(var event, var phase) -> {
                recorder.decision(
                        event.leg(), event.getClass().getSimpleName() + " is an error in " + phase);
                journal.complain(event, phase);
            }
            case CallOutput.TellScript(var news) -> routing.tellScript(news);
            case CallOutput.Finish(var cause) -> finish(cause);
        }
    }

    TrunkPolicy policy(String trunk) {
        return routing.policy(trunk);
    }

    private void join(LegId leg) {
        var one = legs.living(caller());
        var other = legs.living(leg);
        if (one.isPresent() && other.isPresent()) {
            joints.join(one.get(), other.get(), legs.all());
        }
    }

    /// A leg opened its port of video.
    void videoOpened() {
        joints.joinVideo();
    }

    private void part() {
        joints.part(legs.all());
    }

    private void close(LegId leg, Cause cause) {
        legs.living(leg)
                .ifPresent(
                        slot -> {
                            joints.forget(slot);
                            slot.close(cause);
                        });
    }

    private void finish(Cause cause) {
        var state = loop.state();
        site.counters().legsDropped.add(state.givenUp().size() + (state.callerOver() ? 0 : 1));
        legs.all().forEach(slot -> slot.close(cause));
        journal.ended(cause, picture.endedBy());
        picture.tell(CallNews.Kind.ENDED);
        routing.ended(cause);
        limit.end();
        recorder.end();
        var ended = snapshot();
        loop.stop(ended);
        site.ended().accept(ended);
    }

    void logBug(Throwable fault) {
        journal.bug(fault, loop.state().phase());
    }

    CallSnapshot snapshot() {
        return picture.snapshot(routing.rule(), legs.all(), joints.talked());
    }

    private LegId caller() {
        return loop.state().caller();
    }
}
