package org.dragoman.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.rules.Preset;

/// A SIP trunk or phone the gateway knows.
///
/// - {@code name}: the trunk's name.
/// - {@code host}, {@code port}, {@code transport}: where its calls are sent; a host name is looked
///   up when the endpoint starts.
/// - {@code domain}: host part of the URIs the peer is sent; its host where absent.
/// - {@code sources}: where its requests may come from; its own address where empty.
/// - {@code offer}: whether an INVITE carries an offer.
/// - {@code reliable}: reliable provisional responses, RFC 3262.
/// - {@code dtmf}: how digits are sent to it.
/// - {@code sessionExpires}: session interval asked for, RFC 4028; absent: no session timer.
/// - {@code keepAlive}: how often a peer without session timers is asked whether it still knows the
///   call; absent: never.
/// - {@code trusted}: inside the trust domain of RFC 3325: its P-Asserted-Identity is believed, and
///   it is told restricted numbers.
/// - {@code identity}: the header that tells it who calls.
/// - {@code plus}: international numbers are written with {@code +}.
/// - {@code userPhone}: number URIs carry {@code user=phone}.
/// - {@code overlap}: it may dial digit by digit, and be dialled so (RFC 3578).
/// - {@code reason}: Reason headers are sent (RFC 3326).
/// - {@code codecs}: what it is offered where the call itself brings no offer.
/// - {@code causes}: its cause tables.
/// - {@code fax}: whether its faxes go as T.38, and what it is told of that.
/// - {@code security}: how it is verified, and what is encrypted.
/// - {@code rtcpMux}: it is asked for RTP and RTCP on one port (RFC 5761).
public record SipPeer(
        String name,
        String host,
        int port,
        Transport transport,
        Optional<String> domain,
        List<Source> sources,
        Offer offer,
        Reliable reliable,
        Dtmf dtmf,
        Optional<Duration> sessionExpires,
        Optional<Duration> keepAlive,
        boolean trusted,
        Identity identity,
        boolean plus,
        boolean userPhone,
        boolean overlap,
        boolean reason,
        List<Codec> codecs,
        Preset causes,
        FaxPolicy fax,
        Security security,
        boolean rtcpMux) {

    /// Whether an outgoing INVITE carries an offer.
    public enum Offer {
        /// It does, made of {@link SipPeer#codecs} where the call brings none.
        EARLY,
        /// Never: the peer offers in its 200, and is answered in the ACK.
        LATE,
        /// It does where the call brings one.
        AS_CALLED
    }

    /// Reliable provisional responses.
    public enum Reliable {
        OFF,
        SUPPORTED,
        REQUIRED
    }

    /// How digits are sent.
    public enum Dtmf {
        /// RFC 4733 where the peer takes it, else SIP INFO.
        AUTO,
        RTP_EVENT,
        /// {@code application/dtmf-relay}
        INFO_RELAY,
        /// {@code application/dtmf}
        INFO_DTMF,
        /// Tones in the sound (ITU-T Q.23).
        INBAND
    }

    /// The header that carries the caller's number beside From.
    public enum Identity {
        ASSERTED, // P-Asserted-Identity and Privacy, RFC 3325
        REMOTE_PARTY, // Remote-Party-ID, an expired draft older gateways speak
        FROM_ONLY
    }

    public static final Duration MIN_SESSION = Duration.ofSeconds(90); // RFC 4028 §4

    public SipPeer {
        sources = List.copyOf(sources);
        codecs = List.copyOf(codecs);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a SIP peer has a name");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(name + ": a port is 1 to 65535: " + port);
        }
        if (codecs.isEmpty()) {
            throw new IllegalArgumentException(name + ": a peer has at least one codec");
        }
        if (sessionExpires.isPresent() && sessionExpires.get().compareTo(MIN_SESSION) < 0) {
            throw new IllegalArgumentException(
                    name + ": session-expires is below 90 s (RFC 4028 §4)");
        }
    }

    /// A peer with defaults that work with everything.
    public static SipPeer of(String name, String host, int port) {
        return new SipPeer(
                name,
                host,
                port,
                Transport.UDP,
                Optional.empty(),
                List.of(),
                Offer.EARLY,
                Reliable.SUPPORTED,
                Dtmf.AUTO,
                Optional.of(Duration.ofMinutes(30)),
                Optional.of(Duration.ofMinutes(15)),
                true,
                Identity.ASSERTED,
                true,
                false,
                false,
                true,
                List.of(Codec.PCMA, Codec.PCMU),
                Preset.RFC3398,
                FaxPolicy.DEFAULT,
                Security.STANDARD,
                false);
    }

    /// How its sound travels: whoever speaks SIP by WebSocket is a browser.
    public MediaTransport mediaTransport() {
        return transport.isWebSocket() ? MediaTransport.BROWSER : MediaTransport.RTP;
    }

    /// Starts a changed copy.
    public SipPeerChange with() {
        return new SipPeerChange(this);
    }
}
