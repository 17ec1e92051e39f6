package org.dragoman.core.call;

/// One side of a call, in one protocol. Called only on the call's loop. Must not block, and must
/// not throw for anything the peer did: peer faults come back as {@link LegEvent.Released}.
public interface CallLeg {
    LegId id();

    void execute(LegCommand command);
}
