package org.dragoman.sip.net;

import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sip.InvalidArgumentException;
import javax.sip.PeerUnavailableException;
import javax.sip.SipException;
import javax.sip.SipProvider;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.Transport;
import org.dragoman.sip.dialog.Dialog;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.tls.Tls;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's SIP sockets and transactions. Safe for use by any thread; the ear is told on
/// network threads and must hand over at once.
public final class SipStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipStack.class);

    /// The longest message by WebSocket, in bytes: a page's offer with every codec it knows and
    /// some video is a good part of it.
    public static final int LONGEST = 64 << 10;

    private final SipConfig config;
    private final Listening listening = new Listening();
    private final OpenInvites invites = new OpenInvites();
    private final InstantSource time;
    private final Neighbours neighbours;
    private final Links links;
    private final Courier courier;
    private final HostNames names;
    private final Ear ear;
    private @Nullable TunedStack stack;
    private Optional<Tls> tls = Optional.empty();

    /// Told of what comes in.
    public interface Ear {
        /// A request other than ACK and CANCEL.
        void request(ServerCall call);

        /// A CANCEL, and the INVITE it is for.
        void cancel(ServerCall cancel, ServerCall invite);

        /// An ACK to a 2xx.
        void acknowledgement(SipRequest ack);

        /// A 2xx to an INVITE whose transaction is over: repeated, or of another fork.
        void late(SipResponse response, InetSocketAddress source, Transport transport);

        /// A connection that the peer had made is closed.
        ///
        /// - {@code status}: as {@link WebSocketLink.Ear#closed} has it.
        void closed(InetSocketAddress remote, Transport transport, int status);
    }

    /// - {@code lookUp}: finds the address of a host by its name; may take its time.
    public SipStack(
            SipConfig config,
            InstantSource time,
            Neighbours neighbours,
            Ear ear,
            Function<String, Optional<InetAddress>> lookUp) {
        this.config = config;
        this.time = time;
        this.courier = new Courier(time);
        this.names = new HostNames(time, lookUp);
        this.neighbours = neighbours;
        this.ear = ear;
        this.links = new Links(ear);
    }

    String product() {
        return config.product();
    }

    /// Opens the listeners.
    ///
    /// - Errors: IOException naming the address that cannot be had, or the file of a certificate.
    public synchronized void start() throws IOException {
        var secured = config.listeners().stream().anyMatch(l -> l.transport().isSecure());
        tls = secured ? Optional.of(Tls.of(config.tls(), time)) : Optional.empty();
        try {
            stack = new TunedStack(new Sockets(tls, neighbours), time);
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException("the SIP stack does not take its properties", e);
        }
        var events = new StackEvents(this, ear, invites, stack.waited(), time);
        for (var listener : config.listeners()) {
            try {
                listening.open(stack, listener, events);
            } catch (SipException | InvalidArgumentException e) {
                close();
                throw taken(listener, e);
            }
        }
        links.open(stack, listening, events);
    }

    /// Takes WebSockets that the gateway's web server holds.
    public WebSocketLink.Service links() {
        return links;
    }

    /// A device that was reached in one way is reached in another now: what is under way goes on
    /// there, where it can.
    public void moved(Route from, Route to) {
        links.moved(from, to);
    }

    private static IOException taken(SipListener listener, Exception why) {
        return new IOException(
                "cannot listen for SIP on %s %s port %d: the address is not of this machine, or in use"
                        .formatted(
                                listener.transport().word(), listener.address(), listener.port()),
                why);
    }

    /// How to reach an address, or nothing where no listener speaks that transport and family.
    public Optional<Route> route(InetSocketAddress to, Transport transport) {
        return listening.towards(to, transport).map(l -> l.route(to));
    }

    /// The way back from where a request came in.
    Route routeFrom(SipProvider provider, Transport transport, InetSocketAddress to) {
        return listening
                .of(provider, transport)
                .orElseThrow(() -> new IllegalStateException("a listener that was not opened"))
                .route(to);
    }

    /// The way of a request in a dialog; nothing where the peer named none that we can take. It is
    /// there at once unless a name must be looked up, and then after a few seconds at most.
    ///
    /// - {@code usual}: the transport where the dialog names none.
    public CompletableFuture<Optional<Route>> way(SipRequest request, Transport usual) {
        var to = Destinations.of(request, usual);
        if (to.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        var found = to.get();
        return names.find(found.host())
                .thenApply(
                        address ->
                                address.map(a -> new InetSocketAddress(a, found.port()))
                                        .flatMap(a -> route(a, found.transport())));
    }

    /// Sends a request in a transaction of its own; a connection that it needs is waited for
    /// elsewhere.
    ///
    /// - {@code fate}: may be told before this returns.
    public Optional<ClientCall> send(SipRequest request, Route route, ClientCall.Fate fate) {
        var listener = listening.of(route);
        if (listener.isEmpty()) { // closed meanwhile
            fate.unanswered(true);
            return Optional.empty();
        }
        try {
            var provider = listener.get().provider();
            var message = message(request, route);
            message.setApplicationData(hop(route));
            var transaction = provider.getNewClientTransaction(message);
            var call = new ClientCall(this, provider, transaction, route, fate);
            transaction.setApplicationData(call);
            courier.carry(route.to(), route.transport(), call::send, () -> call.unanswered(true));
            return Optional.of(call);
        } catch (SipException | ParseException e) {
            LOG.debug("a request could not be sent: {}", Kind.of(e));
            fate.unanswered(true);
            return Optional.empty();
        }
    }

    /// Sends a request without a transaction: an ACK to a 2xx, or one whose answer nobody needs.
    public void sendAlone(SipRequest request, Route route) {
        var listener = listening.of(route);
        if (listener.isEmpty()) {
            return; // closed meanwhile
        }
        try {
            var message = message(request, route);
            // outside a transaction the stack makes up a branch without the cookie of §8.1.1.7
            message.getTopmostVia().setBranch(Utils.getInstance().generateBranchId());
            message.setApplicationData(hop(route));
            var provider = listener.get().provider();
            courier.carry(route.to(), route.transport(), () -> send(provider, message), () -> {});
        } catch (ParseException e) {
            LOG.debug("a request could not be written: {}", Kind.of(e));
        }
    }

    private static void send(SipProvider provider, SIPRequest alone) {
        try {
            provider.sendRequest(alone);
        } catch (SipException e) { // of an ACK the peer repeats its 200, and we our ACK
            LOG.debug("a request could not be sent: {}", Kind.of(e));
        }
    }

    private SIPRequest message(SipRequest request, Route route) throws ParseException {
        var via = Wire.via(route.host(), route.port(), route.transport().word());
        return Wire.request(request, via, config.product());
    }

    static HopImpl hop(Route route) {
        return new HopImpl(
                Listening.bracketed(LocalAddresses.literal(route.to().getAddress())),
                route.to().getPort(),
                route.transport().word());
    }

    /// Acknowledges and ends a call that nobody here knows.
    ///
    /// - {@code known}: the way to whoever answered it.
    public void endOrphan(Dialog dialog, long invite, Headers reason, Route known) {
        var ack = dialog.request("ACK", invite);
        var bye = dialog.request("BYE", invite + 1).with(reason);
        var way =
                known.flow()
                        ? CompletableFuture.completedFuture(Optional.of(known))
                        : way(bye, known.transport());
        way.thenAccept(
                found ->
                        found.ifPresent(
                                route -> {
                                    sendAlone(ack, route);
                                    send(bye, route, NOBODY);
                                }));
    }

    private static final ClientCall.Fate NOBODY =
            new ClientCall.Fate() {
                @Override
                public void replied(SipResponse response) {}

                @Override
                public void unanswered(boolean unreachable) {}
            };

    Courier courier() {
        return courier;
    }

    void answered(ServerCall invite) {
        invites.answered(invite);
    }

    /// SHA-256 of the certificate that peers are shown, where there is one.
    public synchronized Optional<String> fingerprint() {
        return tls.map(Tls::fingerprint);
    }

    /// INVITEs that wait for their final response: nothing, when no call is being set up.
    public int pendingInvites() {
        return invites.count();
    }

    /// Datagrams that found no room in front of the stack.
    public synchronized long dropped() {
        return stack == null ? 0 : stack.dropped();
    }

    /// Datagrams that wait for a thread now.
    public synchronized int waiting() {
        return stack == null ? 0 : stack.waiting();
    }

    /// For how long datagrams have waited and none was taken; nothing where none waits.
    public synchronized Duration standstill() {
        return stack == null ? Duration.ZERO : stack.standstill();
    }

    static InetSocketAddress source(SIPMessage message) {
        var address = message.getPeerPacketSourceAddress();
        return address == null
                ? new InetSocketAddress(message.getRemoteAddress(), message.getRemotePort())
                : new InetSocketAddress(address, message.getPeerPacketSourcePort());
    }

    @Override
    public synchronized void close() {
        links.close();
        for (int tries = 0; stack != null && tries <= config.listeners().size(); tries++) {
            stop(stack);
        }
        listening.clear();
        invites.clear();
    }

    // JAIN-SIP 1.3.0-91 stumbles over a TCP processor that never got its socket; the next try goes
    // on with the next processor
    private void stop(TunedStack running) {
        boolean interrupted = Thread.interrupted();
        try {
            running.stop();
            stack = null;
        } catch (NullPointerException neverOpened) {
            LOG.debug("stopped a SIP listener that had not opened");
        } finally {
            Thread.interrupted(); // what the timer has left of its word not to sleep
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
