package org.dragoman.gateway;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.AccountEndpoint;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.time.Timers;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.rest.GatewayView.Listener;
import org.dragoman.h323.H323Endpoint;
import org.dragoman.h323.H323Peer;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.rtmp.RtmpEndpoint;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipAccounts;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.tls.LiveCertificate;
import org.dragoman.webrtc.GuestEndpoint;
import org.dragoman.webrtc.GuestPolicy;

/// The protocols at the edges: one endpoint each, and which peers are reached by which.
final class Edges {
    /// What every protocol needs.
    record Ground(
            Calls calls,
            People people,
            Mappings mappings,
            SignallingThreads threads,
            InstantSource time,
            Timers timers) {}

    private final Configuration configuration;
    private final InstantSource time;
    private final H323Endpoint h323;
    private final SipEndpoint sip;
    private final RtmpEndpoint rtmp;

    /// - {@code trunks}: gets the peers of all protocols.
    /// - {@code parts}: ends what is begun here.
    Edges(Configuration configuration, Ground on, PeerTrunks trunks, Parts parts)
            throws IOException {
        this.configuration = configuration;
        this.time = on.time();
        var people = on.people();
        h323 =
                parts.keep(
                        new H323Endpoint(
                                configuration.h323(),
                                on.calls(),
                                on.mappings(),
                                time,
                                on.threads()));
        var phones =
                new SipAccounts(
                        people.accounts(),
                        people.registrations(),
                        people.logins(),
                        configuration.accounts().registrar(),
                        on.timers());
        sip =
                parts.keep(
                        new SipEndpoint(
                                configuration.sip(), on.calls(), on.mappings(), time, phones));
        var clients =
                new RtmpEndpoint.Logins(people.accounts(), people.registrations(), people.logins());
        rtmp =
                parts.keep(
                        new RtmpEndpoint(
                                configuration.rtmp(),
                                on.calls(),
                                clients,
                                on.mappings(),
                                on.timers()));
        fill(trunks, people, parts);
    }

    private void fill(PeerTrunks trunks, People people, Parts parts) {
        var policies = configuration.policies();
        trunks.add(names(configuration.h323().peers(), H323Peer::name), h323, policies);
        trunks.add(names(configuration.sip().peers(), SipPeer::name), sip, policies);
        // of many devices one answers: each must be offered what the caller can take
        trunks.add(
                List.of(Account.TRUNK),
                parts.keep(new AccountEndpoint(people.registrations())),
                Map.of(
                        Account.TRUNK,
                        TrunkPolicy.DEFAULT
                                .withOffer(TrunkPolicy.Offer.ALWAYS)
                                .withCodecs(configuration.accounts().codecs())));
        trunks.add(
                List.of(GuestPolicy.TRUNK),
                parts.keep(new GuestEndpoint()),
                Map.of(GuestPolicy.TRUNK, TrunkPolicy.DEFAULT));
    }

    private static <P> List<String> names(List<P> peers, Function<P, String> name) {
        return peers.stream().map(name).toList();
    }

    /// SIP comes first: calls of the others leave by its listeners. H.323 comes last: whoever finds
    /// its port closed takes another way at once, whoever finds it open and no answer waits.
    ///
    /// - Errors: IOException with a sentence for the operator when one cannot listen.
    void start() throws IOException {
        sip.start();
        rtmp.start(rtmpCertificate());
        h323.start();
    }

    /// What listeners of RTMPS show: the certificate of SIP.
    private Optional<SSLContext> rtmpCertificate() throws IOException {
        boolean wanted = configuration.rtmp().listeners().stream().anyMatch(l -> l.kind().tls());
        return wanted
                ? Optional.of(LiveCertificate.of(configuration.sip().tls(), time).serverContext())
                : Optional.empty();
    }

    SipEndpoint sip() {
        return sip;
    }

    List<Listener> listening() {
        var all = new ArrayList<Listener>();
        all.add(new Listener("h323", "tcp", Text.of(configuration.h323().listen())));
        for (var l : configuration.sip().listeners()) {
            all.add(new Listener("sip", l.transport().word(), Text.of(l.address(), l.port())));
        }
        for (var address : configuration.webrtc().sockets()) {
            all.add(new Listener("webrtc", "udp", Text.of(address)));
        }
        for (var l : configuration.rtmp().listeners()) {
            all.add(new Listener("rtmp", l.kind().tls() ? "tls" : "tcp", Text.of(l.address())));
        }
        return all;
    }
}
