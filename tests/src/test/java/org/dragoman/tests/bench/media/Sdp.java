package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/// The least that two parties say of one stream of G.711 (RFC 4566).
final class Sdp {
    private static final Pattern PORT = Pattern.compile("m=audio (\\d+) ");

    private Sdp() {}

    static String of(InetSocketAddress at) {
        String address = at.getAddress().getHostAddress();
        return ("v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address)
                + ("\r\nt=0 0\r\nm=audio " + at.getPort())
                + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\n";
    }

    /// Where the other side wants it.
    static InetSocketAddress media(String message, InetAddress address) throws IOException {
        var port = PORT.matcher(message);
        if (!port.find()) {
            throw new IOException("refused: " + message);
        }
        return new InetSocketAddress(address, Integer.parseInt(port.group(1)));
    }
}
