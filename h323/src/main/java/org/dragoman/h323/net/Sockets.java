package org.dragoman.h323.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dragoman.h323.net.SignallingTransport.Listening;

/// What a leg needs of the network: it dials, and lets its peer connect for H.245.
public interface Sockets {
    /// Dials from one of our addresses; a wildcard leaves the choice to the system (H23). Exactly
    /// one of {@code opened} and {@code failed} is called.
    void dial(
            InetAddress from,
            InetSocketAddress to,
            Connection.Opened opened,
            Consumer<String> failed);

    /// Listens for one connection, on a port of the range; stops listening when it has come.
    ///
    /// - {@code allowed}: who may connect; others are closed at once.
    /// - {@code bound}: told the socket; {@code failed}: told why there is none.
    void listenOnce(
            InetAddress address,
            PortRange ports,
            Predicate<InetSocketAddress> allowed,
            Connection.Opened opened,
            Consumer<Listening> bound,
            Consumer<String> failed);
}
