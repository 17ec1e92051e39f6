package org.dragoman.h323;

import org.dragoman.core.call.LegContext;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.Row;

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

    /// The tables that hold for the peer.
    Mappings mappings() {
        return workshop.mappings().of(peer.name());
    }

    /// A row of a table decided; what the program ships with says the obvious and is not noted.
    void decided(Kind kind, String what, Row row) {
        if (!row.isShipped()) {
            context.trace().decision(context.id(), kind, what + ": " + row);
        }
    }

    /// Ends everything: timers, sockets, the place on the connection.
    void close() {
        timers.stopAll();
        control.close();
        wire.detach();
        sockets.closeAll();
    }
}
