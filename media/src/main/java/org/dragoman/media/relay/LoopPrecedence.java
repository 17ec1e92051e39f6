package org.dragoman.media.relay;

import java.lang.foreign.Arena;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.Scheduling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place of a loop's thread among all threads: it has short turns, and need not wait until
/// somebody else's is over; and it goes before signalling, once the path of packets is compiled: in
/// real time where whoever started the gateway allows that (LimitRTPRIO of systemd), else by being
/// less nice.
/// Before that it would go before the compiler too: on a busy machine loops that are ten times as
/// slow then keep the processors from what would make them quick. Belongs to the loop's thread.
final class LoopPrecedence {
    private static final Logger LOG = LoggerFactory.getLogger(LoopPrecedence.class);
    private static final int NICE =
            -10; // before signalling, and behind what the system itself does
    private static final int USUAL = 0;
    private static final int PRIORITY = 10; // below what the system itself has there

    private final Epoll epoll;
    private final Scheduling scheduling;
    private final int processor;
    private final boolean pinned;
    private boolean taken;
    private volatile String place = "as all others";

    LoopPrecedence(Epoll epoll, Arena arena, int processor, boolean pinned) {
        this.epoll = epoll;
        this.scheduling = new Scheduling(arena);
        this.processor = processor;
        this.pinned = pinned;
    }

    /// Has the thread woken in time, and binds it to its processor, where that is wanted.
    void begin() {
        if (scheduling.punctual() && scheduling.shortTurns(USUAL)) {
            place = "short turns";
        } else {
            refused("the system does not let media have short turns");
        }
        if (pinned && !epoll.pin(processor)) {
            LOG.atWarn()
                    .addKeyValue("event", "media.not-pinned")
                    .addKeyValue("processor", processor)
                    .log("the system does not let this loop have a processor of its own");
        }
    }

    /// Takes precedence as soon as the {@link Rehearsal} is over; cheap enough for every turn.
    void look() {
        if (!taken && Rehearsal.over().isDone()) {
            taken = true;
            if (Scheduling.mostPriority() >= PRIORITY && scheduling.first(PRIORITY)) {
                place = "real time, SCHED_FIFO " + PRIORITY;
            } else if (scheduling.shortTurns(NICE)) {
                place = "short turns, nice " + NICE;
            } else if (scheduling.nice(NICE)) {
                place = "nice " + NICE;
            } else {
                refused("the system does not let media go before other work");
            }
        }
    }

    /// In words; safe from any thread.
    String place() {
        return place;
    }

    private static void refused(String what) {
        LOG.atDebug().addKeyValue("event", "media.not-prioritised").log(what);
    }
}
