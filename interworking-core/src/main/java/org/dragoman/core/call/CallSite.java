package org.dragoman.core.call;

import java.util.function.Consumer;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.route.Routes;
import org.dragoman.core.time.Timers;

/// What all calls of the gateway share.
///
/// - {@code ended}: told of each call that is over, on that call's loop.
record CallSite(
        Trunks trunks,
        Routes routes,
        MediaPlane media,
        Timers timers,
        LoopRunner runner,
        CallCounters counters,
        Consumer<CallSnapshot> ended) {}
