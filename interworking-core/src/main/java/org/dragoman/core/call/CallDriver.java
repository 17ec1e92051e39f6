package org.dragoman.core.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.Sound;

/// Does what a call's machine wants done, and keeps what people ask about the call. Used on the
/// call's loop alone.
final class CallDriver {
    private final CallSite site;
    private final CallLoop loop;
    private final CallJournal journal;
    private final String ingress;
    private final CallRecorder recorder;
    private final Map<LegId, LegSlot> slots = new LinkedHashMap<>();
    private final Joints joints;
    private final CallRouting routing;
    private final CallMeeting meeting;
    private final CallPicture picture;
    private final CallLimit limit;
    private final CallRooms rooms;

    CallDriver(CallSite site, CallLoop loop, CallId id, String ingress) {
        this.site = site;
        this.loop = loop;
        this.journal = new CallJournal(id, site.timers(), site.counters());
        this.ingress = ingress;
        this.recorder = new CallRecorder(site.wire().begin(id));
        this.meeting = new CallMeeting(site, loop, recorder, slots);
        this.rooms = new CallRooms(site, loop, recorder, this::slot);
        this.picture = new CallPicture(site, loop, journal);
        this.joints = new Joints(what -> recorder.decision(caller(), what));
        this.limit = new CallLimit(loop);
        this.routing =
                new CallRouting(
                        site,
                        loop,
                        recorder,
                        ingress,
                        leg -> Optional.ofNullable(slots.get(leg)),
                        limit);
    }

    CallRecorder recorder() {
        return recorder;
    }

    /// The place of the caller's leg; taken before the loop starts.
    LegSlot callerSlot(LegId id) {
        var slot = new LegSlot(id, ingress, protocol(ingress), loop, recorder);
        slot.uses(site.loads().came(ingress));
        slots.put(id, slot);
        return slot;
    }

    /// A port that a leg of the call has open, if any.
    Optional<MediaPlane.Opened> anyMedia() {
        for (var slot : slots.values()) {
            if (slot.opened().isPresent()) {
                return slot.opened();
            }
        }
        return Optional.empty();
    }

    /// Begins to record the call, or stops that, as somebody ordered.
    void record(boolean on) {
        recorder.decision(caller(), on ? "recorded by order" : "no longer recorded, by order");
        anyMedia().ifPresent(opened -> opened.port().record(on));
    }

    void perform(CallInput input, CallMachine.Step step) {
        if (input instanceof CallInput.Happened(var event, var at)) {
            recorder.decision(event.leg(), Kind.MESSAGE, event.getClass().getSimpleName());
            journal.note(event, ingress);
            slot(event.leg()).ifPresent(s -> s.note(event, at));
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
        slot(event.leg()).ifPresent(s -> s.story().note(event, site.timers().instant()));
        if (event instanceof LegEvent.Released(var leg, var cause)) {
            close(leg, cause);
        }
        Optional.ofNullable(slots.get(event.leg())).ifPresent(slot -> slot.tellFork(event));
    }

    /// Makes the leg of a branch; one that cannot be made is over at once.
    void makeBranch(LegSlot slot, Function<LegContext, CallLeg> make) {
        slots.put(slot.id(), slot);
        seat(slot, make);
    }

    private void perform(CallOutput output) {
        switch (output) {
            case CallOutput.FindRoute(var asked, var by) -> routing.find(asked, by);
            case CallOutput.MakeLeg(var leg, var trunk) -> makeLeg(leg, trunk);
            case CallOutput.Order(var leg, var command) -> order(leg, command);
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
                    slot(leg).ifPresent(s -> s.media().play(new Sound.OfTone(tone)));
            case CallOutput.PlaySound(var leg, var sound) ->
                    slot(leg).ifPresent(s -> s.media().play(sound));
            case CallOutput.StopSound(var leg) ->
                    slot(leg)
                            .flatMap(LegSlot::opened)
                            .ifPresent(opened -> opened.port().stopSound());
            case CallOutput.StopTone(var leg) ->
                    slot(leg)
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

    private void makeLeg(LegId leg, String trunk) {
        var found = site.trunks().find(trunk);
        if (found.isEmpty()) {
            recorder.decision(leg, "there is no trunk " + trunk);
            fail(new LegSlot(leg, trunk, "", loop, recorder), Cause.NO_ROUTE);
            return;
        }
        var endpoint = found.get().endpoint();
        var slot = new LegSlot(leg, trunk, endpoint.protocol(), loop, recorder);
        var use = site.loads().send(trunk, routing.termsOf(trunk));
        if (use.isEmpty()) {
            recorder.decision(leg, Kind.ROUTE, "trunk " + trunk + " has as many calls as it may");
            fail(slot, Cause.NO_CIRCUIT);
            return;
        }
        slot.uses(use.get());
        slot.story().sentBy(routing.way(trunk));
        slots.put(leg, slot);
        seat(slot, endpoint::makeLeg);
    }

    /// An attempt that comes to nothing, and is remembered.
    private void fail(LegSlot slot, Cause why) {
        slot.story().sentBy(routing.way(slot.trunk()));
        slot.story().over(why);
        slots.put(slot.id(), slot);
        loop.put(released(slot.id(), why));
    }

    private void seat(LegSlot slot, Function<LegContext, CallLeg> make) {
        try {
            // both ports now, so that no leg runs out of them half way
            slot(caller())
                    .filter(s -> s != slot && s.bridge().isEmpty())
                    .ifPresent(LegSlot::openMedia);
            var made = make.apply(slot);
            if (!made.isFork()) {
                slot.openMedia(made.transport());
            }
            slot.seat(made);
        } catch (NoMediaPort none) {
            fail(slot, Cause.RESOURCE_UNAVAILABLE);
        } catch (RuntimeException | Error bug) {
            logBug(bug);
            fail(slot, Cause.TEMPORARY_FAILURE);
        }
    }

    private CallInput released(LegId leg, Cause cause) {
        if (slot(leg).filter(LegSlot::isBranch).isPresent()) {
            return new CallInput.Branched(new LegEvent.Released(leg, cause));
        }
        return new CallInput.Happened(new LegEvent.Released(leg, cause), site.timers().instant());
    }

    void order(LegId leg, LegCommand command) {
        var slot = slot(leg);
        slot.ifPresent(s -> s.story().note(command));
        var there = slot.flatMap(LegSlot::leg);
        if (there.isEmpty()) {
            return; // it is over, and has said so
        }
        if (command instanceof LegCommand.AskForKeyFrame
                && !slot.get().mayAskForKeyFrame(site.timers().instant())) {
            return;
        }
        picture.tellOf(command);
        journal.note(slot.get().id(), slot.get().trunk(), command);
        try {
            there.get().execute(command);
        } catch (NoMediaPort none) {
            failed(leg, command, Cause.RESOURCE_UNAVAILABLE);
        } catch (RuntimeException | Error bug) {
            logBug(bug);
            failed(leg, command, Cause.TEMPORARY_FAILURE);
        }
    }

    /// A leg that cannot even end is over; one that fails otherwise ends the call.
    private void failed(LegId leg, LegCommand command, Cause why) {
        boolean ends =
                command instanceof LegCommand.Release
                        || command instanceof LegCommand.Redirect
                        || slot(leg).filter(LegSlot::isBranch).isPresent();
        if (ends) {
            loop.put(released(leg, why));
        } else {
            loop.put(new CallInput.HangUp(why));
        }
    }

    private void join(LegId leg) {
        var one = slot(caller());
        var other = slot(leg);
        if (one.isPresent() && other.isPresent()) {
            joints.join(one.get(), other.get(), slots.values());
        }
    }

    /// A leg opened its port of video.
    void videoOpened() {
        joints.joinVideo();
    }

    private void part() {
        joints.part(slots.values());
    }

    private void close(LegId leg, Cause cause) {
        slot(leg)
                .ifPresent(
                        slot -> {
                            joints.forget(slot);
                            slot.close(cause);
                        });
    }

    private void finish(Cause cause) {
        var state = loop.state();
        site.counters().legsDropped.add(state.givenUp().size() + (state.callerOver() ? 0 : 1));
        slots.values().forEach(slot -> slot.close(cause));
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
        return picture.snapshot(routing.rule(), slots.values(), joints.talked());
    }

    private Optional<LegSlot> slot(LegId leg) {
        return Optional.ofNullable(slots.get(leg)).filter(s -> !s.isOver());
    }

    private LegId caller() {
        return loop.state().caller();
    }

    private String protocol(String trunk) {
        return site.trunks().find(trunk).map(t -> t.endpoint().protocol()).orElse("");
    }
}
