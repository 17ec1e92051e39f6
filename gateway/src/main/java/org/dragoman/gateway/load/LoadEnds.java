package org.dragoman.gateway.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Endpoint;
import org.dragoman.h323.H323Peer;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;

/// The two parties on either side of a gateway: one speaks SIP, the other H.323; each calls the
/// other through it.
public final class LoadEnds implements AutoCloseable {
    private static final String GATEWAY = "gateway";
    private static final int LOOPS = 2;

    // a load that is behind must not turn calls away: the gateway in between would be blamed
    private static final SipConfig.Limits PATIENT =
            new SipConfig.Limits(Duration.ofHours(1), Integer.MAX_VALUE);

    private final LoadEnd sipEnd;
    private final LoadEnd h323End;
    private final SipEndpoint sip;
    private final H323Endpoint h323;
    private final String sipPrefix;
    private final String h323Prefix;

    private LoadEnds(
            LoadEnd sipEnd,
            LoadEnd h323End,
            SipEndpoint sip,
            H323Endpoint h323,
            String sipPrefix,
            String h323Prefix) {
        this.sipEnd = sipEnd;
        this.h323End = h323End;
        this.sip = sip;
        this.h323 = h323;
        this.sipPrefix = sipPrefix;
        this.h323Prefix = h323Prefix;
    }

    /// Where the ends are and how they dial.
    ///
    /// - {@code sip}, {@code h323}: the ends' own addresses, ports 5060 and 1720.
    /// - {@code gateway}: the address of the gateway between them, same ports.
    /// - {@code sipPrefix}, {@code h323Prefix}: what the gateway wants before the number of a call
    ///   to that end.
    public record Place(
            String sip, String h323, String gateway, String sipPrefix, String h323Prefix) {}

    /// Opens both ends.
    ///
    /// - {@code behaviour}: what either does when called.
    public static LoadEnds open(Place place, Function<CallRequest, Behaviour> behaviour)
            throws IOException {
        Mappings mappings = Mappings.load();
        LoadEnd sipEnd = new LoadEnd(InetAddress.ofLiteral(place.sip()), LOOPS, behaviour);
        LoadEnd h323End = new LoadEnd(InetAddress.ofLiteral(place.h323()), LOOPS, behaviour);
        var sip =
                new SipEndpoint(
                        SipConfig.standard()
                                .withListeners(
                                        SipListener.udp(place.sip(), SipListener.DEFAULT_PORT))
                                .withPeers(
                                        SipPeer.of(
                                                GATEWAY, place.gateway(), SipListener.DEFAULT_PORT))
                                .withLimits(PATIENT),
                        sipEnd,
                        mappings,
                        InstantSource.system());
        var h323 =
                new H323Endpoint(
                        H323Config.of(
                                address(place.h323()),
                                List.of(H323Peer.of(GATEWAY, address(place.gateway())))),
                        h323End,
                        mappings,
                        InstantSource.system());
        sip.start();
        h323.start();
        return new LoadEnds(sipEnd, h323End, sip, h323, place.sipPrefix(), place.h323Prefix());
    }

    /// Calls a number of the H.323 end by SIP.
    public CompletableFuture<Outcome> sipToH323(String number, Behaviour caller) {
        return bySip(request(h323Prefix + number), caller);
    }

    /// Calls a number of the SIP end by H.323.
    public CompletableFuture<Outcome> h323ToSip(String number, Behaviour caller) {
        return byH323(request(sipPrefix + number), caller);
    }

    /// Calls whatever the gateway makes of the number by SIP.
    public CompletableFuture<Outcome> bySip(CallRequest request, Behaviour caller) {
        return sipEnd.call(sip, GATEWAY, request, caller);
    }

    /// Calls whatever the gateway makes of the number by H.323.
    public CompletableFuture<Outcome> byH323(CallRequest request, Behaviour caller) {
        return h323End.call(h323, GATEWAY, request, caller);
    }

    /// Calls that are not over at either end.
    public int calls() {
        return sipEnd.calls() + h323End.calls();
    }

    /// A call to the number, as dialled, that brings an offer.
    public static CallRequest request(String number) {
        return CallRequest.of(
                Party.ofNumber("2000"),
                Party.ofNumber(number),
                Optional.of(MediaDescription.of(Codec.PCMU, Codec.PCMA)));
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), H323Peer.PORT);
    }

    @Override
    public void close() {
        sip.close();
        h323.close();
        sipEnd.close();
        h323End.close();
    }
}
