package org.dragoman.core.call;

import java.net.InetAddress;
import java.util.Map;
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

    /// What the peer's protocol calls this call by, in that protocol's words: {@code Call-ID},
    /// {@code callIdentifier}, {@code conferenceID}; empty before it has a name.
    default Map<String, String> identifiers() {
        return Map.of();
    }

    void execute(LegCommand command);
}
