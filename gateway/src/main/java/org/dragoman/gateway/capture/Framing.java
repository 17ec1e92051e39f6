package org.dragoman.gateway.capture;

import org.dragoman.gateway.capture.Heard.Carrier;

/// Cuts the octets of one side of a connection into messages.
@FunctionalInterface
interface Framing {
    /// Passes over everything.
    Framing NONE = (_, _) -> true;

    /// Who takes the messages.
    interface Ear {
        void message(Carrier carrier, byte[] octets);
    }

    /// Takes the next octets. False: they make no sense, and nothing more is to be had of it.
    boolean take(byte[] octets, Ear ear);
}
