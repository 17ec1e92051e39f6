package org.dragoman.core.call;

import java.util.Optional;

/// The trunks as configured now. Asked by calls on their loops; must not block.
public interface Trunks {
    Optional<Trunk> find(String name);

    /// A peer of the gateway: the adapter that speaks with it, and how its calls are treated.
    record Trunk(String name, Endpoint endpoint, TrunkPolicy policy) {}
}
