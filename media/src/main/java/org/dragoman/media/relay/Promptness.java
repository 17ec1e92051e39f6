package org.dragoman.media.relay;

import java.lang.foreign.Arena;
import org.dragoman.media.relay.linux.Scheduling;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// For threads that have a part in every packet's way and are no media loops: those that convert,
/// and those of an adapter whose sound comes by other means than RTP. They are woken in time, and
/// do not wait for the end of somebody else's turn (ADR 0032); that takes no privilege.
public final class Promptness {
    private static final Logger LOG = LoggerFactory.getLogger(Promptness.class);
    private static final int USUAL = 0; // niceness
    private static final ThreadLocal<Boolean> TAKEN = ThreadLocal.withInitial(() -> false);

    private Promptness() {}

    /// The thread that calls is prompt from now on; cheap when it is already.
    public static void take() {
        if (TAKEN.get()) {
            return;
        }
        TAKEN.set(true);
        try (var arena = Arena.ofConfined()) {
            var scheduling = new Scheduling(arena);
            if (!scheduling.punctual() || !scheduling.shortTurns(USUAL)) {
                LOG.atDebug()
                        .addKeyValue("event", "media.not-prompt")
                        .log("the system does not let this thread have short turns");
            }
        }
    }
}
