package org.dragoman.h323;

import org.dragoman.core.call.LegContext;

/// What both sides of signalling work with in one leg.
record LegParts(
        Workshop workshop,
        LegContext context,
        H323Peer peer,
        LegWire wire,
        LegTimers timers,
        LegSockets sockets,
        LegControl control,
        LegEvents events) {

    H323Behaviour behaviour() {
        return peer.behaviour();
    }

    /// Ends everything: timers, sockets, the place on the connection.
    void close() {
        timers.stopAll();
        control.close();
        wire.detach();
        sockets.closeAll();
    }
}
