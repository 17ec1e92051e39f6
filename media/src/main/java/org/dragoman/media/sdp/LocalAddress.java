package org.dragoman.media.sdp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaTransport;

/// Where the peer shall send: the leg's own address and ports, as they are written in SDP.
///
/// - {@code browser}: the port is one for browsers, and this is what they must be told.
/// - {@code video}: where the leg's video goes; asking opens the port, and there may be none.
public record LocalAddress(
        String address,
        int rtpPort,
        int rtcpPort,
        Optional<BrowserEnd> browser,
        Supplier<Optional<LocalAddress>> video) {
    private static final Supplier<Optional<LocalAddress>> NO_VIDEO = Optional::empty;
    private static final int DISCARD = 9; // the port of an address that is none

    /// Of a port for plain RTP.
    public LocalAddress(String address, int rtpPort, int rtcpPort) {
        this(address, rtpPort, rtcpPort, Optional.empty());
    }

    /// Of a leg without video.
    public LocalAddress(String address, int rtpPort, int rtcpPort, Optional<BrowserEnd> browser) {
        this(address, rtpPort, rtcpPort, browser, NO_VIDEO);
    }

    /// Of a leg without video.
    public static LocalAddress of(MediaPort port) {
        return new LocalAddress(
                literal(port.localRtp().getAddress()),
                port.localRtp().getPort(),
                port.localRtcp().getPort(),
                port.browser());
    }

    /// - {@code video}: opens the leg's port for it.
    public static LocalAddress of(MediaPort port, Supplier<Optional<MediaPort>> video) {
        var sound = of(port);
        return new LocalAddress(
                sound.address,
                sound.rtpPort,
                sound.rtcpPort,
                sound.browser,
                () -> video.get().map(LocalAddress::of));
    }

    /// Whether the leg may have video.
    boolean mayHaveVideo() {
        return video != NO_VIDEO;
    }

    /// No address, for where an offer is only judged.
    public static LocalAddress nowhere(MediaTransport transport) {
        return switch (transport) {
            case RTP, INSIDE -> new LocalAddress("0.0.0.0", DISCARD, DISCARD + 1);
            case BROWSER -> new LocalAddress("0.0.0.0", DISCARD, DISCARD, Optional.of(NO_END));
        };
    }

    private static final BrowserEnd NO_END =
            new BrowserEnd(
                    new IceCredentials("none", "0000000000000000000000"),
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD)),
                    new CertificateFingerprint("sha-256", new byte[32]));

    static String literal(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%'); // an IPv6 zone means nothing to the peer (RFC 4007 §11)
        return zone < 0 ? text : text.substring(0, zone);
    }
}
