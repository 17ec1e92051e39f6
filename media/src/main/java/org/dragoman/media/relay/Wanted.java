package org.dragoman.media.relay;

import java.util.Optional;

/// What the control side wants of a port, whole, as an immutable snapshot. The loop takes the
/// latest whenever it is called; how often it changed in between makes no difference.
///
/// - {@code piece}: the sound to be played.
/// - {@code room}: where the peer talks in one; goes before {@code peer}.
/// - {@code toneDigits}: digits are tones in what the peer says.
record Wanted(
        FlowPlan plan,
        Optional<RelayPort> peer,
        Optional<LiveRoom> room,
        Optional<OwnSound.Piece> piece,
        boolean toneDigits,
        boolean closed) {
    /// Whether packets may come or go by now.
    boolean isCarrying() {
        return piece.isPresent()
                || room.isPresent()
                || peer.isPresent() && !plan.remoteRtp.isNone();
    }

    Wanted withPlan(FlowPlan other) {
        return new Wanted(other, peer, room, piece, toneDigits, closed);
    }

    /// - Errors: refused where the port is closed, or has another peer already.
    Wanted joined(RelayPort other) {
        if (closed) {
            throw new IllegalStateException("a closed port cannot be joined");
        }
        if (peer.filter(p -> p != other).isPresent()) {
            throw new IllegalStateException("a port is joined to one other at a time");
        }
        return withPeer(Optional.of(other));
    }

    /// Without that peer, if it has it.
    Wanted parted(RelayPort other) {
        return peer.filter(p -> p == other).isPresent() ? withPeer(Optional.empty()) : this;
    }

    private Wanted withPeer(Optional<RelayPort> other) {
        return new Wanted(plan, other, room, piece, toneDigits, closed);
    }

    /// In that room, or in none; a closed port stays where it is.
    Wanted inRoom(Optional<LiveRoom> other) {
        return closed ? this : new Wanted(plan, peer, other, piece, toneDigits, false);
    }

    Wanted withPiece(Optional<OwnSound.Piece> other) {
        return new Wanted(plan, peer, room, other, toneDigits, closed);
    }

    Wanted withToneDigits() {
        return new Wanted(plan, peer, room, piece, true, closed);
    }

    Wanted asClosed() {
        return new Wanted(
                plan, Optional.empty(), Optional.empty(), Optional.empty(), toneDigits, true);
    }
}
