package org.dragoman.h323;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.net.Connection;

/// How an H.245 connection of its own ends after our ReleaseComplete: by the peer, who closes it
/// when it has read that message, or ends the session and is answered (H.323 §8.5). One that does
/// neither is told the end of the session a little later. Said or closed at once, the end of H.245
/// would overtake the release: Asterisk 22 chan_ooh323 ends the call by what it reads first, and
/// that has cause 31 whatever the release says.
///
/// Lives on the connection's thread and needs nothing of the call, which is over.
final class Farewell {
    /// How long a peer that was released may take to close.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Connection connection;
    private final H245Codec codec;
    private final AtomicBoolean said = new AtomicBoolean();
    private volatile boolean left;

    Farewell(Connection connection, H245Codec codec) {
        this.connection = connection;
        this.codec = codec;
    }

    /// Leaves the connection to the peer. Safe from any thread.
    ///
    /// - {@code begun}: whether there is a session to be ended.
    void leave(boolean begun) {
        left = begun;
        connection.later(PATIENCE, () -> say(begun));
    }

    /// The peer has said something.
    void heard(byte[] content) {
        if (left && isEnd(content)) {
            say(true);
        }
    }

    private boolean isEnd(byte[] content) {
        try {
            return codec.decode(content) instanceof H245Message.EndSession;
        } catch (PeerFault unreadable) {
            return false; // then the time tells
        }
    }

    private void say(boolean begun) {
        if (said.compareAndSet(false, true)) {
            if (begun) {
                connection.send(codec.encode(new H245Message.EndSession()));
            }
            connection.close();
        }
    }
}
