package org.dragoman.gateway.capture;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.gateway.capture.Heard.Carrier;
import org.dragoman.gateway.capture.Transported.Segment;

/// A TCP connection of a capture: finds out what it carries, and cuts that into messages.
final class TcpConnection {
    private static final int RTMP_PORT = 1935;
    private static final int LONG = 1_000; // octets: of RTMP's first 1537 at least so many come
    private static final byte[] NOTHING = {};

    /// Who takes the messages.
    interface Ear {
        void heard(Segment in, Carrier carrier, byte[] octets);
    }

    private final Ear ear;
    private final Map<InetSocketAddress, TcpStream> streams = new HashMap<>(); // by sender
    private Optional<Kind> kind = Optional.empty();
    private boolean over;

    private enum Kind {
        TPKT,
        SIP,
        RTMP,
        TLS,
        OTHER
    }

    TcpConnection(Ear ear) {
        this.ear = ear;
    }

    /// Whether one side has closed it: the same ends may be those of another one next.
    boolean isOver() {
        return over;
    }

    void take(Segment segment) {
        boolean news = !over && segment.ends();
        over |= segment.ends();
        streams.computeIfAbsent(segment.from(), _ -> new TcpStream(new Side())).take(segment);
        if (news && kind.equals(Optional.of(Kind.RTMP))) {
            ear.heard(segment, Carrier.RTMP, NOTHING);
        }
    }

    void end() {
        streams.values().forEach(TcpStream::end);
    }

    private static Kind kind(Segment segment, byte[] first) {
        boolean rtmp = segment.from().getPort() == RTMP_PORT || segment.to().getPort() == RTMP_PORT;
        if (first[0] == 0x03 && (rtmp || first.length >= LONG && !TpktFraming.isH323(first))) {
            return Kind.RTMP; // RTMP 1.0 §5.2: version 3, and 1536 octets
        }
        if (TpktFraming.begins(first)) {
            return Kind.TPKT;
        }
        if (first[0] == 0x16 && first.length > 1 && first[1] == 0x03) { // RFC 8446 §5.1
            return Kind.TLS;
        }
        if (SipFraming.isSip(first) || SipFraming.isKeepAlive(first)) {
            return Kind.SIP;
        }
        return Kind.OTHER;
    }

    /// What one side sends.
    private final class Side implements TcpStream.Reader {
        private Framing framing = Framing.NONE;
        private boolean gap;

        @Override
        public void octets(Segment in, byte[] octets) {
            if (kind.isEmpty()) {
                kind = Optional.of(kind(in, octets));
                if (kind.get() == Kind.TLS) {
                    ear.heard(in, Carrier.TLS, NOTHING);
                }
            }
            if (gap) {
                gap = false;
                framing = Framing.NONE;
                if (kind.get() != Kind.OTHER && kind.get() != Kind.TLS) {
                    ear.heard(in, Carrier.GAP, NOTHING);
                }
            }
            if (framing == Framing.NONE) {
                framing = framing(octets);
            }
            boolean sound = framing.take(octets, (c, message) -> ear.heard(in, c, message));
            if (!sound) {
                ear.heard(in, Carrier.GAP, NOTHING);
                framing = Framing.NONE;
            }
        }

        /// After a gap a message begins where a segment begins with one.
        private Framing framing(byte[] octets) {
            return switch (kind.orElse(Kind.OTHER)) {
                case TPKT -> TpktFraming.begins(octets) ? new TpktFraming() : Framing.NONE;
                case SIP ->
                        SipFraming.isSip(octets) || SipFraming.isKeepAlive(octets)
                                ? new SipFraming()
                                : Framing.NONE;
                case RTMP ->
                        (rest, to) -> {
                            to.message(Carrier.RTMP, rest);
                            return true;
                        };
                case TLS, OTHER -> Framing.NONE;
            };
        }

        @Override
        public void gap() {
            gap = true;
        }
    }
}
