package org.dragoman.core.media;

/// Which way sound flows, seen from the party that speaks.
public enum Direction {
    SEND_RECEIVE,
    SEND_ONLY,
    RECEIVE_ONLY,
    INACTIVE;

    public boolean sends() {
        return this == SEND_RECEIVE || this == SEND_ONLY;
    }

    public boolean receives() {
        return this == SEND_RECEIVE || this == RECEIVE_ONLY;
    }

    /// The same flow seen from the other party.
    public Direction reversed() {
        return switch (this) {
            case SEND_ONLY -> RECEIVE_ONLY;
            case RECEIVE_ONLY -> SEND_ONLY;
            case SEND_RECEIVE, INACTIVE -> this;
        };
    }
}
