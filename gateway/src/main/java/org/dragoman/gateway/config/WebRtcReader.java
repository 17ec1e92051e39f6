package org.dragoman.gateway.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.dragoman.media.relay.MediaAddress;
import org.dragoman.webrtc.WebRtcConfig;
import org.dragoman.webrtc.signal.ServerMessage.IceServer;

/// Reads what concerns the media of browsers.
final class WebRtcReader {
    private static final String IP = "an IP address";

    private WebRtcReader() {}

    /// - {@code asked}: the section stands in the file.
    /// - {@code web}: there is a web server, and so there may be browsers.
    static WebRtcConfig read(Section s, boolean asked, boolean web, MediaAddress media) {
        try (s) {
            int port =
                    s.integer(
                            "port",
                            WebRtcConfig.PORT,
                            1,
                            65_535,
                            "The one UDP port that the media of all browsers comes to; firewalls"
                                    + " must let it pass.");
            var listen =
                    s.list(
                            "listen",
                            List.of(media.local()),
                            "media.address",
                            IP + " of this machine",
                            "Where that port is opened, the preferred address first; IPv4 and IPv6"
                                    + " may stand together.",
                            WebRtcReader::ip);
            var advertise =
                    s.list(
                            "advertise",
                            media.advertised().equals(media.local())
                                    ? List.<InetAddress>of()
                                    : List.of(media.advertised()),
                            "media.advertise, else what it listens on",
                            IP,
                            "What browsers are told instead, where the gateway stands behind"
                                    + " address translation that keeps the port.",
                            WebRtcReader::ip);
            var servers =
                    s.list(
                            "servers",
                            List.<IceServer>of(),
                            "none",
                            "a URL such as stun:stun.example.com, or that of a TURN server with"
                                    + " user and password behind it, such as"
                                    + " \"turn:turn.example.com?transport=tcp user password\"",
                            "STUN and TURN servers that pages are told, for browsers behind"
                                    + " firewalls that let no UDP out. The gateway itself needs"
                                    + " none.",
                            WebRtcReader::server);
            boolean on = asked || web;
            return new WebRtcConfig(port, on ? listen : List.of(), advertise, servers, asked);
        }
    }

    private static Optional<InetAddress> ip(String text) {
        return Addresses.literal(text).map(Addresses::address).filter(a -> !a.isAnyLocalAddress());
    }

    private static Optional<IceServer> server(String text) {
        var words = text.strip().split(" +");
        boolean turn = words[0].startsWith("turn");
        if (!WebRtcConfig.isServerUrl(words[0]) || words.length != (turn ? 3 : 1)) {
            return Optional.empty();
        }
        var user = turn ? Optional.of(words[1]) : Optional.<String>empty();
        var password = turn ? Optional.of(words[2]) : Optional.<String>empty();
        return Optional.of(new IceServer(List.of(words[0]), user, password));
    }
}
