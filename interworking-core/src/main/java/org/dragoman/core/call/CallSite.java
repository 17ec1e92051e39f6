package org.dragoman.core.call;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.WireShelf;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.route.Routes;
import org.dragoman.core.time.Timers;

/// What all calls of the gateway share.
///
/// - {@code full}: whether there are more calls than there may be, but for emergencies.
/// - {@code drain}: whether new calls are refused.
/// - {@code find}: another call in progress.
/// - {@code ended}: told of each call that is over, on that call's loop.
record CallSite(
        Trunks trunks,
        Routes routes,
        TrunkLoads loads,
        BooleanSupplier full,
        Drain drain,
        MediaPlane media,
        Timers timers,
        LoopRunner runner,
        CallCounters counters,
        CallFollowers followers,
        WireShelf wire,
        Function<CallId, Optional<CallLoop>> find,
        Consumer<CallSnapshot> ended) {}
