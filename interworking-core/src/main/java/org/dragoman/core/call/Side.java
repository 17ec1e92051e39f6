package org.dragoman.core.call;

/// What a leg is to its call.
public enum Side {
    CALLER,
    /// The destination that counts.
    CALLEE,
    /// A destination that was told to end.
    GIVEN_UP
}
