package org.dragoman.media.relay;

import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.SrtpKeys;

/// What finds browsers and agrees keys with them, on the port that they share: ICE and DTLS, which
/// the relay knows nothing of. It carries their media alone. Safe from any thread.
public interface BrowserAgent extends AutoCloseable {
    /// Begins for a port that was opened.
    Session open(Port port);

    /// The certificate that browsers are shown.
    CertificateFingerprint certificate();

    /// A datagram came that is neither RTP nor RTCP (RFC 7983 §7). Called on a media loop: must not
    /// block.
    void arrived(PacketPath path, byte[] datagram);

    /// Ends everything.
    @Override
    void close();

    /// One browser. Methods must not block.
    interface Session {
        /// What its checks must show, until something else is agreed.
        IceCredentials credentials();

        /// Takes what was agreed with the browser, the first time or anew.
        void agree(BrowserLink link);

        /// The port is closed.
        void close();
    }

    /// What a session may do to its port. Must not be called with locks held that
    /// {@link Session} needs.
    interface Port {
        /// Media that comes by this path is the browser's.
        void hear(PacketPath path);

        /// Media that comes by this path is not.
        void leave(PacketPath path);

        /// Media for the browser goes by this path, once there are keys.
        void sendBy(PacketPath path);

        /// Media is protected by these keys, once there is a path.
        void protect(SrtpKeys ours, SrtpKeys theirs);

        /// The browser is gone; the call is to be released.
        void lost(String why);
    }

    /// Sends datagrams of the agent's own.
    interface Outlet {
        /// - Errors: none; what the kernel does not take is lost, as on the way.
        void send(PacketPath path, byte[] datagram);
    }
}
