package org.dragoman.gateway.rest;

import java.util.List;
import java.util.Optional;

/// What REST may ask of the running gateway. Safe from any thread.
public interface GatewayControl {
    GatewayView gateway();

    /// Calls in progress, oldest first.
    List<CallView> calls();

    /// A call in progress, or one of the last that ended.
    Optional<CallView> call(String id);

    /// Ends a call in progress; false where there is none of that name.
    boolean hangUp(String id);

    /// Begins to record a call in progress, or stops that; false where there is none of that
    /// name.
    boolean record(String id, boolean on);
}
