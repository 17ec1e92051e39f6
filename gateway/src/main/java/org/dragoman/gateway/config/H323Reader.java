package org.dragoman.gateway.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.route.AddressRange;
import org.dragoman.h323.H323Behaviour;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Peer;
import org.dragoman.h323.net.PortRange;

/// Reads what concerns H.323: the listener, and the gateways that speak it.
final class H323Reader {
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress("127.0.0.1", H323Peer.PORT);
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    /// Where H.245 runs; the words of the file.
    private enum H245 {
        TUNNELLED,
        SEPARATE
    }

    /// How digits are sent; the words of the file.
    private enum Dtmf {
        AUTO(H323Behaviour.Digits.AUTO),
        H245_SIGNAL(H323Behaviour.Digits.SIGNAL),
        H245_ALPHANUMERIC(H323Behaviour.Digits.ALPHANUMERIC),
        RTP_EVENT(H323Behaviour.Digits.RTP_EVENT),
        Q931_KEYPAD(H323Behaviour.Digits.KEYPAD),
        INBAND(H323Behaviour.Digits.IN_BAND);

        private final H323Behaviour.Digits digits;

        Dtmf(H323Behaviour.Digits digits) {
            this.digits = digits;
        }

        static Dtmf of(H323Behaviour.Digits digits) {
            return Arrays.stream(values())
                    .filter(d -> d.digits == digits)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private H323Reader() {}

    static H323Config read(Section s, List<H323Peer> peers) {
        try (s) {
            var standard = H323Config.of(LOOPBACK, peers);
            return new H323Config(
                    s.value(
                            "listen",
                            LOOPBACK,
                            _ -> "127.0.0.1:1720",
                            "an IP address and a port",
                            "Where H.225.0 call signalling is taken. 0.0.0.0 stands for every"
                                    + " IPv4 address of the machine, [::] for every address.",
                            text -> Addresses.listening(text, H323Peer.PORT)),
                    s.value(
                            "h245-ports",
                            standard.h245Ports(),
                            p -> p.isAny() ? "any" : p.first() + "-" + p.last(),
                            "any, or a range such as 30000-30999",
                            "TCP ports for H.245 on a connection of its own.",
                            H323Reader::ports),
                    threads(s, standard),
                    s.duration(
                            "silence",
                            standard.silence(),
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(10),
                            "",
                            "How long a connection may be open without any call on it."),
                    standard.limits(),
                    standard.timers(),
                    peers);
        }
    }

    private static int threads(Section s, H323Config standard) {
        return s.optional(
                        "threads",
                        "one per processor, two at least",
                        "a whole number from 1 to 64",
                        "Threads of H.323's connections, on which all calls have their turns, those"
                                + " without H.323 too. One is used when those before it are"
                                + " behind.",
                        text ->
                                Values.integer(text).stream()
                                        .filter(n -> n >= 1 && n <= 64)
                                        .boxed()
                                        .findFirst())
                .orElse(standard.threads());
    }

    private static Optional<PortRange> ports(String text) {
        if (text.equals("any")) {
            return Optional.of(PortRange.ANY);
        }
        var m = RANGE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(m.group(1));
        int last = Integer.parseInt(m.group(2));
        return first >= 1 && last <= 65_535 && first <= last
                ? Optional.of(new PortRange(first, last))
                : Optional.empty();
    }

    /// Nothing, and problems, where the peer cannot be made.
    static Optional<H323Peer> peer(String name, Section s, CodecPolicy codecs) {
        var address = PeerKeys.address(s, "192.0.2.10", H323Peer.PORT);
        var from = PeerKeys.from(s, AddressRange::parse);
        var behaviour =
                H323Behaviour.DEFAULT.with(
                        draft -> {
                            h245(s, draft);
                            digitsAndHold(s, draft);
                            draft.fax = PeerKeys.fax(s);
                            draft.codecs = PeerKeys.ownOffer(codecs, draft.codecs);
                            draft.packetTime = codecs.packetTime();
                        });
        var causes = PeerKeys.causes(s, H323Peer.of(name, LOOPBACK).causes());
        var resolved = address.map(a -> new InetSocketAddress(a.host(), a.port()));
        if (resolved.filter(InetSocketAddress::isUnresolved).isPresent()) {
            s.problem("address", "there is no host of this name");
            return Optional.empty();
        }
        return resolved.map(
                a ->
                        new H323Peer(
                                name,
                                Optional.of(a),
                                from.stream().map(AddressRange::parse).toList(),
                                behaviour,
                                causes));
    }

    private static void h245(Section s, H323Behaviour.Draft d) {
        d.fastStart =
                s.flag(
                        "fast-start",
                        d.fastStart,
                        "Fast start is offered and accepted; off for gateways that accept it and"
                                + " then stay silent.");
        d.tunnelling =
                s.choice(
                                "h245",
                                d.tunnelling ? H245.TUNNELLED : H245.SEPARATE,
                                "H.245 is offered inside call signalling (tunnelled), or always on"
                                        + " a connection of its own (separate).")
                        == H245.TUNNELLED;
        d.earlyH245 =
                s.flag(
                        "early-h245",
                        d.earlyH245,
                        "H.245 begins before the answer, where sound is to be heard by then.");
        d.h245InSetup =
                s.flag("h245-in-setup", d.h245InSetup, "Our capabilities go along with Setup.");
        d.h245AfterFastStart =
                s.flag(
                        "h245-after-fast-start",
                        d.h245AfterFastStart,
                        "Capabilities are exchanged even when fast start has settled everything,"
                                + " so that digits and holding are possible.");
        d.order =
                s.choice(
                        "h245-order",
                        d.order,
                        "Whether H.245's first two procedures, capability exchange and"
                                + " master/slave determination, run one after the other or"
                                + " together.");
    }

    private static void digitsAndHold(Section s, H323Behaviour.Draft d) {
        d.digits =
                s.choice(
                                "dtmf",
                                Dtmf.of(d.digits),
                                "How digits are sent to it: auto is the first way it says it takes"
                                        + " of H.245 signal, H.245 alphanumeric, RFC 4733"
                                        + " (rtp-event), Q.931 keypad; inband is tones in the sound,"
                                        + " both ways, which needs G.711 to be heard.")
                        .digits;
        d.hold =
                s.choice(
                        "hold",
                        d.hold,
                        "How it is told that the other side holds: auto is the empty capability set"
                                + " (H.323 §8.4.6), and Notify for Asterisk's chan_ooh323, which"
                                + " cannot bear that.");
        d.connectedNumber =
                s.choice(
                        "connected-number",
                        d.connectedNumber,
                        "Whom its callers are told that they reached: whom the called side names,"
                                + " or nobody (named), or else the number they called (called).");
        d.release =
                s.choice(
                        "release-words",
                        d.release,
                        "How it is told why a call ends: by the Q.850 cause (cause), by the reason of"
                                + " H.225.0 (reason: table cause-to-h225-reason.csv), for products"
                                + " that know no causes, or by both.");
        d.sharesConnection =
                s.flag(
                        "shared-connection",
                        d.sharesConnection,
                        "Several calls to it go by one connection of call signalling, and the"
                                + " connection stays between calls, where it says that it takes"
                                + " that (H.225.0 multipleCalls, maintainConnection). Off, each"
                                + " call to it has its own.");
        d.keepAlive =
                PeerKeys.orOff(
                                s,
                                "keep-alive",
                                Optional.of(d.keepAlive),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(30),
                                "",
                                "Rest between questions whether it is still there (H.245 round-trip"
                                        + " delay); a peer that does not answer is hung up on.")
                        .orElse(Duration.ZERO);
    }
}
