package org.dragoman.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.dragoman.media.relay.linux.UdpSocket;

/// The open sockets of a port, as file descriptors: two of its own, or one of those that browsers
/// share. Which of those it is may change, on the loop.
final class Sockets {
    static final int NONE = -1;

    private final int rtcp;
    private final int rtpPort;
    private final boolean shared;
    private int rtp;

    private Sockets(int rtp, int rtcp, int rtpPort, boolean shared) {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.rtpPort = rtpPort;
        this.shared = shared;
    }

    /// Opens both or neither.
    static Sockets open(InetAddress local, int rtpPort, int dscp) throws UdpSocket.Refused {
        int rtp = UdpSocket.open(new InetSocketAddress(local, rtpPort), dscp);
        try {
            int rtcp = UdpSocket.open(new InetSocketAddress(local, rtpPort + 1), dscp);
            return new Sockets(rtp, rtcp, rtpPort, false);
        } catch (UdpSocket.Refused e) {
            UdpSocket.close(rtp);
            throw e;
        }
    }

    /// None yet, of those that are shared.
    static Sockets ofBrowsers(int port) {
        return new Sockets(NONE, NONE, port, true);
    }

    /// A descriptor of somebody else's, for both.
    static Sockets pretended(int descriptor) {
        return new Sockets(descriptor, descriptor, 0, true);
    }

    int rtp() {
        return rtp;
    }

    int rtcp() {
        return rtcp;
    }

    /// The UDP port of RTP; RTCP has the one above, unless it is shared.
    int rtpPort() {
        return rtpPort;
    }

    boolean isShared() {
        return shared;
    }

    /// From now on packets leave by this one.
    void use(int socket) {
        rtp = socket;
    }

    /// Closes what is the port's own.
    void close() {
        if (!shared) {
            UdpSocket.close(rtp);
            UdpSocket.close(rtcp);
        }
    }
}
