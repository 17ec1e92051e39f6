package org.dragoman.core.route;

/// How it goes with all trunks. Asked on the loops of calls; must not block.
public interface TrunkStates {
    TrunkStates IDLE = _ -> TrunkState.IDLE;

    TrunkState of(String trunk);
}
