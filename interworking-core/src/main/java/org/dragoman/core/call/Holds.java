package org.dragoman.core.call;

/// Who keeps the other side of a call on hold, for one side.
///
/// - {@code byPeer}: the party itself; {@code byOperator}: somebody for it, through the gateway.
record Holds(boolean byPeer, boolean byOperator) {
    static final Holds NOT = new Holds(false, false);

    boolean any() {
        return byPeer || byOperator;
    }

    Holds byPeer(boolean now) {
        return new Holds(now, byOperator);
    }

    Holds byOperator(boolean now) {
        return new Holds(byPeer, now);
    }
}
