package org.dragoman.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.dragoman.media.relay.linux.UdpSocket;

/// The two open sockets of a port, as file descriptors.
///
/// - {@code rtpPort}: the even UDP port; RTCP has the one above.
record Sockets(int rtp, int rtcp, int rtpPort) {
    /// Opens both or neither.
    static Sockets open(InetAddress local, int rtpPort, int dscp) throws UdpSocket.Refused {
        int rtp = UdpSocket.open(new InetSocketAddress(local, rtpPort), dscp);
        try {
            int rtcp = UdpSocket.open(new InetSocketAddress(local, rtpPort + 1), dscp);
            return new Sockets(rtp, rtcp, rtpPort);
        } catch (UdpSocket.Refused e) {
            UdpSocket.close(rtp);
            throw e;
        }
    }

    void close() {
        UdpSocket.close(rtp);
        UdpSocket.close(rtcp);
    }
}
