package org.dragoman.core.call;

import java.util.Optional;
import java.util.function.Function;

/// Where an adapter brings a call that came in.
public interface CallEntrance {
    /// Opens a call. Safe from any thread; returns at once.
    ///
    /// - {@code trunk}: name of the configured peer that the call came from.
    /// - {@code makeLeg}: makes the caller's leg from its context; called before this
    ///   returns, on the calling thread. The leg then emits {@link LegEvent.Offered} on the
    ///   call's loop.
    /// - Returns: the leg, or nothing when the gateway takes no more calls (tell the peer
    ///   cause 42).
    <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg);

    /// Whether the gateway is being drained: a call is refused when it has come in, unless it is an
    /// emergency, and peers that ask whether we are there are to send theirs elsewhere.
    default boolean isDraining() {
        return false;
    }
}
