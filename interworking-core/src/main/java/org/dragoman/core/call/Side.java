package org.dragoman.core.call;

/// What a leg is to its call.
public enum Side {
    CALLER,
    /// The destination that counts.
    CALLEE,
    /// It talked to the caller's side until a transfer, and waits for how that goes.
    TRANSFEROR,
    /// A destination that was told to end.
    GIVEN_UP
}
