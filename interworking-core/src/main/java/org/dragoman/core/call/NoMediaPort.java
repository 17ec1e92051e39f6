package org.dragoman.core.call;

/// The media plane has no port left for a leg. Thrown through the leg by {@link LegContext#media}
/// and caught by the call's loop, which ends the call with cause 47; a leg does not catch it.
final class NoMediaPort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoMediaPort(Throwable cause) {
        super("no media port", cause, false, false);
    }
}
