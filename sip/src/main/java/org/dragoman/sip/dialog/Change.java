package org.dragoman.sip.dialog;

import org.dragoman.core.call.Party;
import org.dragoman.core.media.MediaDescription;

/// Something we want to change about a call that stands, in a request of its own.
sealed interface Change {
    /// Other media; {@code reported}: the core waits for the peer's answer.
    record Media(MediaDescription offer, boolean reported) implements Change {}

    /// The direction: the other side of the call holds, or is back.
    record Direction(boolean holding) implements Change {}

    /// Keep the session alive (RFC 4028 §7.2).
    record Refresh() implements Change {}

    /// Nothing: see whether the peer still knows the call.
    record Probe() implements Change {}

    /// Tell the peer who it talks to.
    record Identity(Party party) implements Change {}
}
