package org.dragoman.media.sdp;

import java.net.InetAddress;
import org.dragoman.core.media.MediaPort;

/// Where the peer shall send: the leg's own address and ports, as they are written in SDP.
public record LocalAddress(String address, int rtpPort, int rtcpPort) {
    public static LocalAddress of(MediaPort port) {
        return new LocalAddress(
                literal(port.localRtp().getAddress()),
                port.localRtp().getPort(),
                port.localRtcp().getPort());
    }

    private static String literal(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%'); // an IPv6 zone means nothing to the peer (RFC 4007 §11)
        return zone < 0 ? text : text.substring(0, zone);
    }
}
