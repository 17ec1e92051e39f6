package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Codec;

/// A party of a call is being connected to somebody new.
///
/// - {@code aside}: who talked to it before and stands aside meanwhile; nobody where the gateway
///   began the call, or where that party has left.
/// - {@code by}: the leg by whose trunk the dial plan is asked; absent for the call's own.
/// - {@code request}: whom it is to be connected to.
/// - {@code awaitsMedia}: the new party is there, and the one that waits has been offered
///   its codec.
record Transfer(
        Optional<Aside> aside, Optional<LegId> by, CallRequest request, boolean awaitsMedia) {

    /// A party that stands aside, with all that is needed to put it back.
    ///
    /// - {@code wasCaller}: which side it was.
    /// - {@code asked}: it asked for the transfer, and wants to hear of it.
    /// - {@code held}: it was told that the other side holds.
    record Aside(
            LegId leg,
            TrunkPolicy policy,
            boolean wasCaller,
            boolean asked,
            boolean held,
            Optional<Codec> uses,
            Holds holds,
            DigitFilter digits,
            Party party) {

        Aside withHolds(Holds other) {
            return new Aside(leg, policy, wasCaller, asked, held, uses, other, digits, party);
        }

        Aside withParty(Party other) {
            return new Aside(leg, policy, wasCaller, asked, held, uses, holds, digits, other);
        }
    }

    Transfer withAside(Optional<Aside> other) {
        return new Transfer(other, by, request, awaitsMedia);
    }

    Transfer withRequest(CallRequest other) {
        return new Transfer(aside, by, other, false);
    }

    Transfer awaitingMedia(boolean awaits) {
        return new Transfer(aside, by, request, awaits);
    }
}
