package org.dragoman.sip.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.sip.SipPeer;

/// Which peer is behind an address. Safe for use by several threads.
public interface Neighbours {
    /// There is none.
    Neighbours NOBODY =
            new Neighbours() {
                @Override
                public Optional<SipPeer> behind(InetSocketAddress address) {
                    return Optional.empty();
                }

                @Override
                public boolean isPeer(InetAddress address) {
                    return false;
                }
            };

    /// The peer that a connection to this address is for.
    Optional<SipPeer> behind(InetSocketAddress address);

    /// Whether some peer may send from here.
    boolean isPeer(InetAddress address);
}
