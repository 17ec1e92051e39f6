package org.dragoman.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.dialog.Dialog;
import org.dragoman.sip.dialog.Input;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.net.Destinations;
import org.dragoman.sip.net.ServerCall;
import org.dragoman.sip.net.SipStack;
import org.dragoman.sip.registrar.KeptContact;
import org.dragoman.sip.registrar.RegisteredContact;

/// The gateway's SIP user agent: listens, dials, and finds the leg each message is for.
public final class SipEndpoint implements Endpoint {
    private final RandomGenerator random;
    private final AccountDesk desk;
    private final Peers peers;
    private final Admission admission;
    private final Overload overload;
    private final SipStack stack;
    private final Legs legs;
    private final LegMaker legMaker;
    private final Reception reception;
    private final Optional<KeepAlive> keepAlive;

    /// An endpoint for configured peers alone.
    public SipEndpoint(
            SipConfig config, CallEntrance entrance, Mappings mappings, InstantSource time) {
        this(config, entrance, mappings, time, SipAccounts.none(time), Destinations::address);
    }

    /// - {@code accounts}: who may log in.
    public SipEndpoint(
            SipConfig config,
            CallEntrance entrance,
            Mappings mappings,
            InstantSource time,
            SipAccounts accounts) {
        this(config, entrance, mappings, time, accounts, Destinations::address);
    }

    /// - {@code lookUp}: finds the address of a host that a peer names.
    SipEndpoint(
            SipConfig config,
            CallEntrance entrance,
            Mappings mappings,
            InstantSource time,
            SipAccounts accounts,
            Function<String, Optional<InetAddress>> lookUp) {
        this.random = new SecureRandom(); // RFC 3261 §19.3: tags must not be guessed
        this.desk = new AccountDesk(accounts, time, random, this::makeLeg);
        this.legs = new Legs(desk::unreachable);
        this.peers = new Peers(config.peers(), desk::isOpen);
        this.admission = new Admission(config, time, entrance::isDraining);
        this.overload = new Overload(config.limits(), time, new OverloadLog());
        this.stack = new SipStack(config, time, peers, new Ear(), lookUp);
        this.keepAlive = KeepAlive.of(accounts, random, desk.registrar(), stack, config.product());
        this.legMaker = new LegMaker(config, mappings, random, stack, legs);
        this.reception =
                new Reception(
                        entrance,
                        admission,
                        overload,
                        legs,
                        legMaker,
                        stack::pendingInvites,
                        random);
    }

    /// Opens the listeners.
    ///
    /// - Errors: IOException saying which address cannot be had, or which peer's name is unknown.
    public void start() throws IOException {
        peers.resolve();
        stack.start();
    }

    @Override
    public String protocol() {
        return "sip";
    }

    /// Legs that live, and INVITEs that wait for their answer: 0 when no call is up.
    public int load() {
        return legs.count() + stack.pendingInvites();
    }

    /// Calls turned away since the start because the gateway was behind.
    public long turnedAway() {
        return overload.refused() + stack.dropped();
    }

    /// SHA-256 of the certificate that peers are shown, where SIP is taken by TLS.
    public Optional<String> fingerprint() {
        return stack.fingerprint();
    }

    /// Messages that came in and wait for their turn.
    int waiting() {
        return stack.waiting();
    }

    /// For how long messages by UDP have waited and none was taken; nothing where none waits.
    public Duration standstill() {
        return stack.standstill();
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        var peer = peers.named(context.trunk());
        var route =
                stack.route(peers.address(peer), peer.transport())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no SIP listener can reach trunk "
                                                        + peer.name()
                                                        + " by "
                                                        + peer.transport().word()));
        return legMaker.calling(context, Origin.of(peer, route));
    }

    private SipLeg makeLeg(RegisteredContact contact, LegContext context) {
        return legMaker.calling(context, desk.called(contact));
    }

    /// The registrations that can be taken up after a restart.
    public List<KeptContact> registrations() {
        return desk.registrar().kept();
    }

    /// Takes registrations up that were made before a restart, where they still hold. The listeners
    /// are open by then.
    ///
    /// - Returns: how many.
    public int takeUp(List<KeptContact> kept) {
        int count = 0;
        for (var one : kept) {
            var contact =
                    stack.route(one.at(), one.transport()).flatMap(way -> desk.takeUp(one, way));
            contact.ifPresent(this::registered);
            count += contact.isPresent() ? 1 : 0;
        }
        return count;
    }

    /// Takes SIP over WebSockets that the gateway's web server holds (RFC 7118).
    public WebSocketLink.Service webSockets() {
        return stack.links();
    }

    @Override
    public void close() {
        stack.close();
        legs.clear();
    }

    private void request(ServerCall call) {
        var request = call.request();
        var tag = request.to().tag();
        var leg = legs.of(request);
        if (leg.isPresent()) { // whoever knows our tag is of the call, from whatever address
            inDialog(call, leg.get());
            return;
        }
        if (desk.isOpen() && desk.isMeant(call)) {
            atDesk(call);
            return;
        }
        var peer = peers.at(call.source(), call.transport(), call.viaPort());
        if (peer.isEmpty()) {
            stranger(call);
        } else if (tag.isPresent()) {
            call.respond(SipResponse.of(481, "")); // RFC 3261 §12.2.2
        } else if (request.is("INVITE")) {
            reception.invite(call, () -> originOf(call, peer.get()));
        } else {
            overload.look();
            admission.outOfDialog(call);
        }
    }

    private Optional<Origin> originOf(ServerCall call, SipPeer peer) {
        var route = stack.route(call.source(), call.transport());
        if (route.isEmpty()) {
            call.respond(SipResponse.of(500, token()));
        }
        return route.map(r -> Origin.of(peer, r));
    }

    private void stranger(ServerCall call) {
        if (desk.isOpen() && call.request().is("INVITE")) {
            atDesk(call); // it may be of an account that did not register
        } else {
            admission.turnAway(call);
        }
    }

    /// A request of a device of an account, as far as is known.
    private void atDesk(ServerCall call) {
        var request = call.request();
        if (request.to().tag().isPresent()) {
            call.respond(SipResponse.of(481, ""));
        } else if (request.is("REGISTER")) {
            desk.register(call, token()).forEach(this::registered);
        } else if (request.is("INVITE")) {
            reception.invite(call, () -> desk.caller(call, token()));
        } else if (desk.isKnown(call)) {
            admission.outOfDialog(call);
        } else {
            admission.turnAway(call);
        }
    }

    private void registered(RegisteredContact contact) {
        legs.cameBack(contact);
        keepAlive.ifPresent(k -> k.registered(contact));
    }

    private void inDialog(ServerCall call, SipLeg leg) {
        var objection = admission.objection(call.request());
        if (objection.isPresent()) {
            call.respond(objection.get());
        } else {
            leg.peer().heardFrom(call);
            leg.receive(new Input.Received(call));
        }
    }

    private String token() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    // a 200 repeated, of a fork, or of a call that is over: then it must be ended (S7)
    private void late(SipResponse response, InetSocketAddress source, Transport transport) {
        var leg = legs.of(response);
        if (leg.isPresent()) {
            leg.get().receive(new Input.Replied(0, response));
        } else if (peers.at(source, Transport.UDP, source.getPort()).isPresent()
                && !transport.isWebSocket()) {
            stack.route(source, transport)
                    .ifPresent(
                            way ->
                                    stack.endOrphan(
                                            Dialog.ofOrphan(response),
                                            response.sequence(),
                                            Headers.NONE,
                                            way));
        }
    }

    private final class Ear implements SipStack.Ear {
        @Override
        public void request(ServerCall call) {
            SipEndpoint.this.request(call);
        }

        @Override
        public void cancel(ServerCall cancel, ServerCall invite) {
            legs.cancelled(invite.request())
                    .ifPresentOrElse(
                            leg -> leg.receive(new Input.Cancelled(cancel, invite)),
                            () -> cancel.respond(SipResponse.of(481, token())));
        }

        @Override
        public void acknowledgement(SipRequest ack) {
            legs.of(ack).ifPresent(leg -> leg.receive(new Input.Acknowledged(ack)));
        }

        @Override
        public void late(SipResponse response, InetSocketAddress source, Transport transport) {
            SipEndpoint.this.late(response, source, transport);
        }

        @Override
        public void closed(InetSocketAddress remote, Transport transport, int status) {
            desk.closed(remote, transport);
            legs.closed(remote, transport, status);
        }
    }
}
