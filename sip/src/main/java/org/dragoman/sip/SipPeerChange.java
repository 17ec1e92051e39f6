package org.dragoman.sip;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.rules.Preset;

/// Makes a changed copy of a {@link SipPeer}: {@code peer.with().transport(TCP).build()}.
public final class SipPeerChange {
    private final String name;
    private String host;
    private int port;
    private Transport transport;
    private Optional<String> domain;
    private List<Source> sources;
    private SipPeer.Offer offer;
    private SipPeer.Reliable reliable;
    private SipPeer.Dtmf dtmf;
    private Optional<Duration> sessionExpires;
    private Optional<Duration> keepAlive;
    private boolean trusted;
    private SipPeer.Identity identity;
    private boolean plus;
    private boolean userPhone;
    private boolean overlap;
    private boolean reason;
    private List<Codec> codecs;
    private Preset causes;
    private FaxPolicy fax;
    private Security security;
    private boolean rtcpMux;

    SipPeerChange(SipPeer peer) {
        name = peer.name();
        host = peer.host();
        port = peer.port();
        transport = peer.transport();
        domain = peer.domain();
        sources = peer.sources();
        offer = peer.offer();
        reliable = peer.reliable();
        dtmf = peer.dtmf();
        sessionExpires = peer.sessionExpires();
        keepAlive = peer.keepAlive();
        trusted = peer.trusted();
        identity = peer.identity();
        plus = peer.plus();
        userPhone = peer.userPhone();
        overlap = peer.overlap();
        reason = peer.reason();
        codecs = peer.codecs();
        causes = peer.causes();
        fax = peer.fax();
        security = peer.security();
        rtcpMux = peer.rtcpMux();
    }

    public SipPeerChange address(String otherHost, int otherPort) {
        host = otherHost;
        port = otherPort;
        return this;
    }

    public SipPeerChange transport(Transport other) {
        transport = other;
        return this;
    }

    public SipPeerChange domain(String other) {
        domain = Optional.of(other);
        return this;
    }

    /// - {@code others}: as {@link Source#parse} reads them.
    public SipPeerChange sources(String... others) {
        sources = Arrays.stream(others).map(Source::parse).toList();
        return this;
    }

    public SipPeerChange offer(SipPeer.Offer other) {
        offer = other;
        return this;
    }

    public SipPeerChange reliable(SipPeer.Reliable other) {
        reliable = other;
        return this;
    }

    public SipPeerChange dtmf(SipPeer.Dtmf other) {
        dtmf = other;
        return this;
    }

    public SipPeerChange sessionExpires(Duration other) {
        sessionExpires = Optional.of(other);
        return this;
    }

    public SipPeerChange noSessionTimer() {
        sessionExpires = Optional.empty();
        return this;
    }

    public SipPeerChange keepAlive(Optional<Duration> other) {
        keepAlive = other;
        return this;
    }

    public SipPeerChange trusted(boolean other) {
        trusted = other;
        return this;
    }

    public SipPeerChange identity(SipPeer.Identity other) {
        identity = other;
        return this;
    }

    public SipPeerChange plus(boolean other) {
        plus = other;
        return this;
    }

    public SipPeerChange userPhone(boolean other) {
        userPhone = other;
        return this;
    }

    public SipPeerChange overlap(boolean other) {
        overlap = other;
        return this;
    }

    public SipPeerChange reason(boolean other) {
        reason = other;
        return this;
    }

    public SipPeerChange codecs(Codec... others) {
        codecs = List.of(others);
        return this;
    }

    public SipPeerChange causes(Preset other) {
        causes = other;
        return this;
    }

    public SipPeerChange fax(FaxPolicy other) {
        fax = other;
        return this;
    }

    public SipPeerChange security(Security other) {
        security = other;
        return this;
    }

    public SipPeerChange srtp(SrtpPolicy other) {
        security = security.withSrtp(other);
        return this;
    }

    public SipPeerChange rtcpMux(boolean other) {
        rtcpMux = other;
        return this;
    }

    public SipPeer build() {
        return new SipPeer(
                name,
                host,
                port,
                transport,
                domain,
                sources,
                offer,
                reliable,
                dtmf,
                sessionExpires,
                keepAlive,
                trusted,
                identity,
                plus,
                userPhone,
                overlap,
                reason,
                codecs,
                causes,
                fax,
                security,
                rtcpMux);
    }
}
