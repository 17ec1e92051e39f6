package org.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.media.Codec;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipPeerChange;
import org.dragoman.sip.Source;
import org.dragoman.sip.Transport;

/// Reads what concerns SIP: the listeners, and the peers that speak it.
final class SipReader {
    private static final String LOOPBACK = "127.0.0.1";

    private SipReader() {}

    static SipConfig read(Section s, List<SipPeer> peers) {
        try (s) {
            var standard = SipConfig.standard();
            var listeners = listeners(s);
            SecurityReader.check(s, listeners, peers);
            return new SipConfig(
                    listeners,
                    peers,
                    s.duration(
                            "reply-timeout",
                            standard.replyTimeout(),
                            Duration.ofMillis(500),
                            SipConfig.TIMER_B,
                            "RFC 3261 §17.1.1.2",
                            "How long a peer may leave an INVITE without any reply before the"
                                    + " attempt fails and the next target is tried."),
                    s.duration(
                            "ring-timeout",
                            standard.ringTimeout(),
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(30),
                            "",
                            "How long an INVITE may stay without a final response."),
                    s.text(
                            "product",
                            standard.product(),
                            "a name",
                            "How the gateway names itself in Server and User-Agent."),
                    limits(s, standard.limits()),
                    SecurityReader.tls(s, standard.tls()));
        }
    }

    private static SipConfig.Limits limits(Section s, SipConfig.Limits standard) {
        return new SipConfig.Limits(
                s.duration(
                        "overload-wait",
                        standard.overloadWait(),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(8),
                        "",
                        "The longest an INVITE may have waited inside the gateway; one that waited"
                                + " longer is answered 503, so that the calls there are go on."),
                s.integer(
                        "calls-being-set-up",
                        standard.callsBeingSetUp(),
                        1,
                        100_000,
                        "The most calls of SIP peers without a final answer yet; further ones are"
                                + " answered 503."));
    }

    private static List<SipListener> listeners(Section s) {
        var port = SipListener.DEFAULT_PORT;
        var listeners =
                s.list(
                        "listen",
                        List.of(SipListener.udp(LOOPBACK, port), SipListener.tcp(LOOPBACK, port)),
                        "udp 127.0.0.1:5060, tcp 127.0.0.1:5060",
                        "udp, tcp or tls, then an IP address and a port, such as"
                                + " \"udp 192.0.2.1:5060\"",
                        "Where SIP is taken. 0.0.0.0 stands for every IPv4 address of the machine,"
                                + " [::] for every IPv6 address.",
                        SipReader::listener);
        var advertised =
                s.optional(
                        "advertise",
                        "the address listened on",
                        "a host name or an IP address",
                        "The address peers are told instead, where the gateway stands behind"
                                + " address translation.",
                        Addresses::host);
        return listeners.stream()
                .map(l -> new SipListener(l.address(), l.port(), l.transport(), advertised))
                .toList();
    }

    private static Optional<SipListener> listener(String text) {
        var words = text.split(" +");
        if (words.length != 2) {
            return Optional.empty();
        }
        if (words[1].endsWith(":0")) {
            return Optional.empty(); // SIP tells peers its port before it listens
        }
        return transport(words[0])
                .flatMap(
                        t ->
                                Addresses.listening(words[1], t.usualPort())
                                        .map(
                                                a ->
                                                        listener(
                                                                a.getAddress().getHostAddress(),
                                                                a.getPort(),
                                                                t)));
    }

    // WebSockets come in by the web server, and nobody is called by one
    private static Optional<Transport> transport(String word) {
        return Transport.named(word)
                .filter(t -> t.word().equals(word))
                .filter(t -> !t.isWebSocket());
    }

    private static SipListener listener(String address, int port, Transport transport) {
        return new SipListener(
                address.equals("0:0:0:0:0:0:0:0") ? "::" : address,
                port,
                transport,
                Optional.empty());
    }

    /// Nothing, and problems, where the peer cannot be made.
    static Optional<SipPeer> peer(String name, Section s, CodecPolicy codecs) {
        var transport =
                s.value(
                        "transport",
                        Transport.UDP,
                        Transport::word,
                        "one of udp, tcp, tls",
                        "What carries calls to it.",
                        SipReader::transport);
        var address = PeerKeys.address(s, "192.0.2.20", transport.usualPort());
        var from = PeerKeys.from(s, Source::parse);
        var standard = SipPeer.of(name, LOOPBACK, SipListener.DEFAULT_PORT);
        var change = standard.with().sources(from.toArray(String[]::new));
        change.transport(transport);
        s.optional(
                        "domain",
                        "its address",
                        "a host name or an IP address",
                        "The host part of the URIs it is sent.",
                        Addresses::host)
                .ifPresent(change::domain);
        howCallsAreMade(s, standard, change);
        whoCalls(s, standard, change);
        change.codecs(PeerKeys.ownOffer(codecs, standard.codecs()).toArray(Codec[]::new));
        change.security(SecurityReader.ofPeer(s, transport));
        change.causes(PeerKeys.causes(s, standard.causes()));
        change.fax(PeerKeys.fax(s));
        change.rtcpMux(
                s.flag(
                        "rtcp-mux",
                        standard.rtcpMux(),
                        "Our offers ask it for RTP and RTCP on one port (RFC 5761). Where it asks"
                                + " for that itself it gets it in any case."));
        return address.map(a -> change.address(a.host(), a.port()).build());
    }

    private static void howCallsAreMade(Section s, SipPeer standard, SipPeerChange change) {
        change.offer(
                s.choice(
                        "offer",
                        standard.offer(),
                        "Whether an INVITE to it carries an SDP offer: early always, late never"
                                + " (it offers in its 200), as-called where the calling side"
                                + " brought one."));
        change.reliable(
                s.choice(
                        "reliable",
                        standard.reliable(),
                        "Reliable provisional responses (RFC 3262)."));
        change.dtmf(
                s.choice(
                        "dtmf",
                        standard.dtmf(),
                        "How digits are sent to it: rtp-event is RFC 4733; info-relay and info-dtmf"
                                + " are SIP INFO; auto is RFC 4733 where it takes that, else"
                                + " INFO; inband is tones in the sound, both ways, which needs"
                                + " G.711 to be heard."));
        PeerKeys.orOff(
                        s,
                        "session-expires",
                        standard.sessionExpires(),
                        SipPeer.MIN_SESSION,
                        Duration.ofHours(24),
                        "RFC 4028 §4",
                        "The session interval asked for; off for no session timer.")
                .ifPresentOrElse(change::sessionExpires, change::noSessionTimer);
        change.keepAlive(
                PeerKeys.orOff(
                        s,
                        "keep-alive",
                        standard.keepAlive(),
                        Duration.ofMinutes(1),
                        Duration.ofHours(24),
                        "",
                        "How often a peer without session timers is asked in a call, by UPDATE or"
                                + " OPTIONS, whether it still knows the call; one that does not is"
                                + " gone, and the call ends."));
        change.overlap(
                s.flag(
                        "overlap",
                        standard.overlap(),
                        "It may dial digit by digit, and be dialled so (RFC 3578)."));
        change.reason(
                s.flag(
                        "reason",
                        standard.reason(),
                        "It is sent Reason headers with the Q.850 cause (RFC 3326)."));
    }

    private static void whoCalls(Section s, SipPeer standard, SipPeerChange change) {
        change.trusted(
                s.flag(
                        "trusted",
                        standard.trusted(),
                        "Inside the trust domain of RFC 3325: its P-Asserted-Identity is believed,"
                                + " and it is told restricted numbers."));
        change.identity(
                s.choice(
                        "identity",
                        standard.identity(),
                        "The header that tells it who calls, beside From."));
        change.plus(
                s.flag(
                        "plus",
                        standard.plus(),
                        "International numbers are written with a leading +."));
        change.userPhone(
                s.flag("user-phone", standard.userPhone(), "URIs with a number carry user=phone."));
    }
}
