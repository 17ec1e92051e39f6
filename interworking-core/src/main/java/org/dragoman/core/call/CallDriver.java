package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.log.CallLog;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.route.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what a call's machine wants done, and keeps what people ask about the call. Used on the
/// call's loop alone.
final class CallDriver {
    private static final Logger LOGGER = LoggerFactory.getLogger("org.dragoman.call");

    private final CallSite site;
    private final CallLoop loop;
    private final CallLog log;
    private final String ingress;
    private final CallRecorder recorder = new CallRecorder();
    private final Map<LegId, LegSlot> slots = new LinkedHashMap<>();
    private final Instant opened;
    private Optional<MediaPlane.Opened> joined = Optional.empty();
    private Optional<Instant> progressed = Optional.empty();
    private Optional<Instant> ringing = Optional.empty();
    private Optional<Instant> answered = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Optional<CallRequest> request = Optional.empty();
    private String rule = "";

    CallDriver(CallSite site, CallLoop loop, CallId id, String ingress) {
        this.site = site;
        this.loop = loop;
        this.log = new CallLog(LOGGER, id);
        this.ingress = ingress;
        this.opened = site.timers().instant();
    }

    CallRecorder recorder() {
        return recorder;
    }

    /// The place of the caller's leg; taken before the loop starts.
    LegSlot callerSlot(LegId id) {
        var slot = new LegSlot(id, ingress, protocol(ingress), loop, recorder);
        slots.put(id, slot);
        return slot;
    }

    void perform(CallInput input, CallMachine.Step step) {
        if (input instanceof CallInput.Happened(var event, _)) {
            note(event);
            if (event instanceof LegEvent.Released(var leg, var cause)) {
                close(leg, cause);
            }
        }
        for (var output : step.outputs()) {
            perform(output);
        }
    }

    private void perform(CallOutput output) {
        switch (output) {
            case CallOutput.FindRoute(var asked) -> findRoute(asked);
            case CallOutput.MakeLeg(var leg, var trunk) -> makeLeg(leg, trunk);
            case CallOutput.Order(var leg, var command) -> order(leg, command);
            case CallOutput.Join(var leg) -> join(leg);
            case CallOutput.PlayTone(var leg, var tone) ->
                    slot(leg).ifPresent(s -> s.media().playTone(tone));
            case CallOutput.StopTone(var leg) ->
                    slot(leg)
                            .flatMap(LegSlot::opened)
                            .ifPresent(opened -> opened.port().stopTone());
            case CallOutput.Decide(var leg, var what) -> recorder.decision(leg, what);
            case CallOutput.Complain(var event, var phase) -> complain(event, phase);
            case CallOutput.Finish(var cause) -> finish(cause);
        }
    }

    private void findRoute(CallRequest asked) {
        request = Optional.of(asked);
        switch (site.routes().route(asked, ingress)) {
            case Routing.To to -> {
                rule = to.rule();
                recorder.decision(caller(), "rule " + to.rule());
                var targets =
                        to.targets().stream()
                                .map(t -> new CallInput.Target(t.trunk(), t.request(), policy(t)))
                                .toList();
                loop.putFirst(new CallInput.Routed(targets, to.failover()));
            }
            case Routing.Refused(var cause, var why) -> {
                recorder.decision(caller(), why);
                loop.putFirst(new CallInput.NotRouted(cause));
            }
            case Routing.NeedsDigits(var why) -> {
                recorder.decision(caller(), why);
                loop.putFirst(new CallInput.DigitsNeeded());
            }
        }
    }

    private TrunkPolicy policy(Routing.Target target) {
        return site.trunks()
                .find(target.trunk())
                .map(Trunks.Trunk::policy)
                .orElse(TrunkPolicy.DEFAULT);
    }

    private void makeLeg(LegId leg, String trunk) {
        var found = site.trunks().find(trunk);
        if (found.isEmpty()) {
            recorder.decision(leg, "there is no trunk " + trunk);
            loop.put(released(leg, Cause.NO_ROUTE));
            return;
        }
        var endpoint = found.get().endpoint();
        var slot = new LegSlot(leg, trunk, endpoint.protocol(), loop, recorder);
        slots.put(leg, slot);
        try {
            // both ports now, so that no leg runs out of them half way
            slot(caller()).ifPresent(LegSlot::openMedia);
            slot.openMedia();
            slot.seat(endpoint.makeLeg(slot));
        } catch (NoMediaPort none) {
            loop.put(released(leg, Cause.RESOURCE_UNAVAILABLE));
        } catch (RuntimeException | Error bug) {
            logBug(bug);
            loop.put(released(leg, Cause.TEMPORARY_FAILURE));
        }
    }

    private CallInput released(LegId leg, Cause cause) {
        return new CallInput.Happened(new LegEvent.Released(leg, cause), site.timers().instant());
    }

    private void order(LegId leg, LegCommand command) {
        var slot = slot(leg);
        var there = slot.flatMap(LegSlot::leg);
        if (there.isEmpty()) {
            return; // it is over, and has said so
        }
        note(slot.get(), command);
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
        if (command instanceof LegCommand.Release || command instanceof LegCommand.Redirect) {
            loop.put(released(leg, why));
        } else {
            loop.put(new CallInput.HangUp(why));
        }
    }

    private void join(LegId leg) {
        var callerPort = slot(caller()).flatMap(LegSlot::opened);
        var port = slot(leg).flatMap(LegSlot::opened);
        if (callerPort.isEmpty() || port.isEmpty() || joined.equals(port)) {
            return;
        }
        if (joined.isPresent()) {
            callerPort.get().part();
        }
        callerPort.get().join(port.get());
        joined = port;
    }

    private void close(LegId leg, Cause cause) {
        slot(leg)
                .ifPresent(
                        slot -> {
                            if (slot.opened().equals(joined) || leg.isCaller()) {
                                joined = Optional.empty();
                            }
                            slot.close(cause);
                        });
    }

    private void complain(LegEvent event, Phase phase) {
        site.counters().legErrors.increment();
        var name = event.getClass().getSimpleName();
        recorder.decision(event.leg(), name + " is an error in " + phase);
        LOGGER.atWarn()
                .addKeyValue("call", event.leg().call())
                .addKeyValue("leg", event.leg().index())
                .addKeyValue("event", "leg.error")
                .addKeyValue("reported", name)
                .addKeyValue("phase", phase)
                .log("a leg reported what it may not report here");
    }

    private void finish(Cause cause) {
        var state = loop.state();
        site.counters().legsDropped.add(state.givenUp().size() + (state.callerOver() ? 0 : 1));
        ended = Optional.of(site.timers().instant());
        slots.values().forEach(slot -> slot.close(cause));
        site.counters().ended.increment();
        log.event("call.ended")
                .addKeyValue("cause", cause.q850())
                .addKeyValue("origin", cause.origin())
                .addKeyValue("code", cause.protocolCode())
                .addKeyValue("by", endedBy())
                .addKeyValue("millis", millis(ended))
                .addKeyValue("answered_millis", millis(answered))
                .addKeyValue("progress_millis", millis(progressed))
                .log("call ended");
        loop.stop();
        site.ended().accept(snapshot());
    }

    private void note(LegEvent event) {
        switch (event) {
            case LegEvent.Offered(_, var asked) -> {
                request = Optional.of(asked);
                site.counters().offered.increment();
                log.event("call.offered", event.leg())
                        .addKeyValue("trunk", ingress)
                        .addKeyValue("from", asked.from().digits())
                        .addKeyValue("to", asked.to().digits())
                        .log("call came in");
            }
            case LegEvent.Released(var leg, var cause) ->
                    log.event("leg.released", leg)
                            .addKeyValue("cause", cause.q850())
                            .addKeyValue("origin", cause.origin())
                            .addKeyValue("code", cause.protocolCode())
                            .log("leg is over");
            default -> {} // the sign given to the caller is noted with the command
        }
    }

    private void note(LegSlot slot, LegCommand command) {
        var now = Optional.of(site.timers().instant());
        switch (command) {
            case LegCommand.Dial(var asked) ->
                    log.event("leg.dialled", slot.id())
                            .addKeyValue("trunk", slot.trunk())
                            .addKeyValue("to", asked.to().digits())
                            .log("destination dialled");
            case LegCommand.Progress(boolean inBand, _, _) -> {
                if (inBand) {
                    progressed = progressed.or(() -> now);
                }
            }
            case LegCommand.Ring _ -> {
                if (ringing.isEmpty()) {
                    ringing = now;
                    progressed = progressed.or(() -> now);
                    log.event("call.ringing").log("called party is alerted");
                }
            }
            case LegCommand.Answer _ -> {
                answered = now;
                progressed = progressed.or(() -> now);
                site.counters().answered.increment();
                log.event("call.answered").addKeyValue("millis", millis(now)).log("call answered");
            }
            default -> {} // the others change nothing that is kept
        }
    }

    void logBug(Throwable fault) {
        site.counters().bugs.increment();
        LOGGER.atError()
                .addKeyValue("call", loop.id())
                .addKeyValue("event", "call.bug")
                .addKeyValue("phase", loop.state().phase())
                .setCause(fault)
                .log("a fault of the program ends this call");
    }

    CallSnapshot snapshot() {
        var state = loop.state();
        var asked = state.request().or(() -> request);
        return new CallSnapshot(
                loop.id(),
                state.phase(),
                asked.map(CallRequest::from).orElse(Party.UNKNOWN),
                asked.map(CallRequest::to).orElse(Party.UNKNOWN),
                opened,
                progressed,
                ringing,
                answered,
                ended,
                state.cause(),
                endedBy(),
                rule,
                slots.values().stream().map(LegSlot::snapshot).toList(),
                recorder.rows(),
                recorder.rowsLost());
    }

    private String endedBy() {
        var state = loop.state();
        if (state.cause().isEmpty()) {
            return "";
        }
        return state.endedBy().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("gateway");
    }

    private long millis(Optional<Instant> at) {
        return at.map(t -> Duration.between(opened, t).toMillis()).orElse(-1L);
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
