package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.MediaFlow;

/// Where a port is: on sockets of its own, or among the browsers on the one they share, there
/// perhaps with another.
sealed interface Place permits OwnPlace, SharedPlace, BundledPlace {
    InetSocketAddress rtp();

    InetSocketAddress rtcp();

    /// What a browser must be told.
    Optional<BrowserEnd> browser();

    /// Whether the port must stay on the loop it is on.
    boolean isFixed();

    /// Has the port do what was agreed, as far as that is possible now.
    void agree(RelayPort port, MediaFlow flow);

    /// The port has ended; called once.
    void leave(LivePort live, long nanos);
}
