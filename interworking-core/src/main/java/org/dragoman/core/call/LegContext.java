package org.dragoman.core.call;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
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

    /// Runs a task on the call's loop; safe from any thread. A call that is flooded drops the task
    /// and is released with cause 42. When the call is over, the task runs at once where it is
    /// given, never beside another of its call: so that a leg can free what came too late, such as
    /// a connection. Nothing it reports is heard then.
    Executor loop();

    /// Timers that fire on the call's loop, and die with the call.
    Timers timers();

    /// The leg's port of the media plane; the first use opens it.
    MediaPort media();

    /// The leg's port for video beside its sound, by the same transport; the first use opens it.
    /// Nothing where no port is to be had: the call goes on without video.
    default Optional<MediaPort> video() {
        return Optional.empty();
    }

    /// Makes a leg that is a branch of this one: one of several devices that a destination is
    /// called at. It has its own id, port and timers; what it reports goes to {@code ear} instead
    /// of the call. It takes orders through {@link Branch} only.
    ///
    /// - {@code number}: 1 and up, each once.
    /// - {@code protocol}: what it is shown as.
    default Branch branch(
            int number,
            String protocol,
            Function<LegContext, CallLeg> make,
            Consumer<LegEvent> ear) {
        throw new UnsupportedOperationException("this is no place for a destination of several");
    }

    /// A branch as its fork sees it.
    interface Branch {
        void order(LegCommand command);

        /// Sound of the fork is that of this branch from now on.
        void choose();
    }

    /// Where the leg notes each message it sends or receives.
    CallTrace trace();
}
