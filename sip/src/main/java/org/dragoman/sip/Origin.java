package org.dragoman.sip;

import java.util.Optional;
import org.dragoman.core.call.Party;
import org.dragoman.sip.net.Route;

/// Whom a call is with: a configured peer, or a device of an account.
///
/// - {@code trunk}: what the core knows it as.
/// - {@code peer}: how it is spoken with.
/// - {@code route}: the way to it.
/// - {@code caller}: who it has proven to be.
/// - {@code target}: what it calls itself, where that is not what its number says.
/// - {@code device}: the registration that is reached so.
record Origin(
        String trunk,
        SipPeer peer,
        Route route,
        Optional<Party> caller,
        Optional<String> target,
        Optional<String> device) {
    static Origin of(SipPeer peer, Route route) {
        return new Origin(
                peer.name(), peer, route, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
