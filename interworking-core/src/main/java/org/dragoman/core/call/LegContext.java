package org.dragoman.core.call;

import java.util.concurrent.Executor;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.time.Timers;

/// What a leg may use of the call it belongs to.
public interface LegContext {
    LegId id();

    /// Name of the trunk (peer) this leg belongs to, as configured.
    String trunk();

    /// Tells the call what happened. On the call's loop only.
    void emit(LegEvent event);

    /// Runs a task on the call's loop; safe from any thread. A call that is flooded or over drops
    /// the task, and the flooded one is released with cause 42.
    Executor loop();

    /// Timers that fire on the call's loop, and die with the call.
    Timers timers();

    /// The leg's port of the media plane; the first use opens it.
    MediaPort media();

    /// Where the leg notes each message it sends or receives.
    CallTrace trace();
}
