package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.log.CallLog;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When things happened to a call, and the log line of each. Used on the call's loop alone.
final class CallJournal {
    private static final Logger LOGGER = LoggerFactory.getLogger("org.dragoman.call");

    private static final int MOVES = 64; // transfers of one call that are kept

    private final Timers clock;
    private final CallCounters counters;
    private final CallId call;
    private final CallLog log;
    private final Instant opened;
    private Optional<Instant> progressed = Optional.empty();
    private Optional<Instant> ringing = Optional.empty();
    private Optional<Instant> answered = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private Optional<Instant> cleared = Optional.empty();
    private final Stopwatch talk;
    private final List<CallSnapshot.Moved> moved = new ArrayList<>();

    CallJournal(CallId call, Timers clock, CallCounters counters) {
        this.call = call;
        this.clock = clock;
        this.counters = counters;
        this.log = new CallLog(LOGGER, call);
        this.opened = clock.instant();
        this.talk = new Stopwatch(clock);
    }

    Instant opened() {
        return opened;
    }

    /// The first sign of the called party that the caller was given.
    Optional<Instant> progressed() {
        return progressed;
    }

    Optional<Instant> ringing() {
        return ringing;
    }

    Optional<Instant> answered() {
        return answered;
    }

    Optional<Instant> ended() {
        return ended;
    }

    /// When its end began.
    Optional<Instant> cleared() {
        return cleared;
    }

    /// From the answer until it was cleared, or until now.
    Duration talked() {
        return talk.run();
    }

    /// Who was connected to somebody new.
    List<CallSnapshot.Moved> moved() {
        return moved;
    }

    void note(LegEvent event, String ingress) {
        switch (event) {
            case LegEvent.Offered(var leg, var asked) -> offered(leg, asked, ingress);
            case LegEvent.Replacing(var leg, var asked, _) -> offered(leg, asked, ingress);
            case LegEvent.Released(var leg, var cause) ->
                    log.event("leg.released", leg)
                            .addKeyValue("cause", cause.q850())
                            .addKeyValue("origin", cause.origin())
                            .addKeyValue("code", cause.protocolCode())
                            .log("leg is over");
            default -> {} // the sign given to the caller is noted with the command
        }
    }

    private void offered(LegId leg, CallRequest asked, String ingress) {
        counters.offered.increment();
        log.event("call.offered", leg)
                .addKeyValue("trunk", ingress)
                .addKeyValue("from", asked.from().digits())
                .addKeyValue("to", asked.to().digits())
                .log("call came in");
    }

    void note(LegId leg, String trunk, LegCommand command) {
        switch (command) {
            case LegCommand.Dial(var asked) ->
                    log.event("leg.dialled", leg)
                            .addKeyValue("trunk", trunk)
                            .addKeyValue("to", asked.to().digits())
                            .log("destination dialled");
            case LegCommand.Progress(boolean inBand, _, _) -> {
                if (inBand) {
                    progressedNow();
                }
            }
            case LegCommand.Ring _ -> {
                if (ringing.isEmpty()) {
                    ringing = Optional.of(progressedNow());
                    log.event("call.ringing")
                            .addKeyValue("millis", millis(ringing))
                            .log("called party is alerted");
                }
            }
            case LegCommand.Answer _ -> {
                answered = Optional.of(progressedNow());
                talk.start();
                counters.answered.increment();
                log.event("call.answered")
                        .addKeyValue("millis", millis(answered))
                        .log("call answered");
            }
            default -> {} // the others change nothing that is kept
        }
    }

    /// Its end begins, whatever is left to be done.
    void clearing() {
        if (cleared.isEmpty()) {
            cleared = Optional.of(clock.instant());
            talk.stop();
        }
    }

    void ended(Cause cause, String by) {
        clearing();
        ended = Optional.of(clock.instant());
        counters.ended.increment();
        log.event("call.ended")
                .addKeyValue("cause", cause.q850())
                .addKeyValue("origin", cause.origin())
                .addKeyValue("code", cause.protocolCode())
                .addKeyValue("by", by)
                .addKeyValue("millis", millis(ended))
                .addKeyValue("answered_millis", millis(answered))
                .addKeyValue("progress_millis", millis(progressed))
                .log("call ended");
    }

    void begun() {
        counters.offered.increment();
        log.event("call.begun").log("the gateway begins a call");
    }

    void transferred(LegId stayed, LegId with) {
        if (moved.size() < MOVES) {
            moved.add(new CallSnapshot.Moved(clock.instant(), stayed.index(), with.index()));
        }
        log.event("call.transferred", stayed)
                .addKeyValue("with", with.index())
                .log("a party talks to somebody new");
    }

    void complain(LegEvent event, Phase phase) {
        counters.legErrors.increment();
        LOGGER.atWarn()
                .addKeyValue("call", call)
                .addKeyValue("leg", event.leg().index())
                .addKeyValue("event", "leg.error")
                .addKeyValue("reported", event.getClass().getSimpleName())
                .addKeyValue("phase", phase)
                .log("a leg reported what it may not report here");
    }

    void bug(Throwable fault, Phase phase) {
        counters.bugs.increment();
        LOGGER.atError()
                .addKeyValue("call", call)
                .addKeyValue("event", "call.bug")
                .addKeyValue("phase", phase)
                .setCause(fault)
                .log("a fault of the program ends this call");
    }

    private Instant progressedNow() {
        var now = clock.instant();
        progressed = progressed.or(() -> Optional.of(now));
        return now;
    }

    /// From the caller's arrival; -1 for what did not happen.
    private long millis(Optional<Instant> at) {
        return at.map(t -> Duration.between(opened, t).toMillis()).orElse(-1L);
    }
}
