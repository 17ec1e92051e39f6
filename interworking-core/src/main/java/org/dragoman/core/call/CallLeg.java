package org.dragoman.core.call;

import java.net.InetAddress;
import java.util.Optional;
import org.dragoman.core.media.MediaTransport;

/// One side of a call, in one protocol. Called only on the call's loop. Must not block, and must
/// not throw for anything the peer did: peer faults come back as {@link LegEvent.Released}.
public interface CallLeg {
    LegId id();

    /// How the packets of its media port travel: what {@link LegContext#media} opens.
    default MediaTransport transport() {
        return MediaTransport.RTP;
    }

    /// Whether it is made of branches alone ({@link LegContext#branch}), and has no media of its
    /// own.
    default boolean isFork() {
        return false;
    }

    /// The address that the peer's signalling comes from, where one is known.
    default Optional<InetAddress> source() {
        return Optional.empty();
    }

    void execute(LegCommand command);
}
