package org.dragoman.sip.net;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TooManyListenersException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.InvalidArgumentException;
import javax.sip.ObjectInUseException;
import javax.sip.PeerUnavailableException;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.TransportAlreadySupportedException;
import javax.sip.TransportNotSupportedException;
import org.dragoman.sip.Transport;
import org.dragoman.sip.dialog.Dialog;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's SIP sockets and transactions. Safe for use by any thread; the ear is told on
/// network threads and must hand over at once.
public final class SipStack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipStack.class);

    private final String product;
    private final List<org.dragoman.sip.SipListener> listeners;
    private final Ear ear;
    private final List<Bound> bound = new CopyOnWriteArrayList<>();
    private final Map<String, ServerCall> invites = new ConcurrentHashMap<>(); // not answered yet
    private final InviteMemory memory = new InviteMemory();
    private final InstantSource time;
    private final LocalAddresses localAddresses = new LocalAddresses();
    private @Nullable SipStackImpl stack;

    /// Told of what comes in.
    public interface Ear {
        /// A request other than ACK and CANCEL.
        void request(ServerCall call);

        /// A CANCEL, and the INVITE it is for.
        void cancel(ServerCall cancel, ServerCall invite);

        /// An ACK to a 2xx.
        void acknowledgement(SipRequest ack);

        /// A 2xx to an INVITE whose transaction is over: repeated, or of another fork.
        void late(SipResponse response, InetSocketAddress source);
    }

    /// A listener that is open.
    ///
    /// - {@code port}: the port it really has.
    private record Bound(org.dragoman.sip.SipListener listener, SipProvider provider, int port) {}

    /// Where a request goes, and how we call ourselves towards there.
    ///
    /// - {@code host}: our host as that peer knows it, with brackets where it is IPv6.
    public record Route(InetSocketAddress to, Transport transport, String host, int port) {
        /// Our address URI on this route.
        public String contact() {
            var parameter = transport == Transport.UDP ? "" : ";transport=" + transport.word();
            return "sip:dragoman@" + host + ":" + port + parameter;
        }
    }

    public SipStack(
            String product,
            List<org.dragoman.sip.SipListener> listeners,
            InstantSource time,
            Ear ear) {
        this.product = product;
        this.time = time;
        this.listeners = List.copyOf(listeners);
        this.ear = ear;
    }

    String product() {
        return product;
    }

    /// Opens the listeners.
    ///
    /// - Errors: IOException naming the address that cannot be had.
    public synchronized void start() throws IOException {
        try {
            stack = new SipStackImpl(StackProperties.make());
        } catch (PeerUnavailableException e) {
            throw new IllegalStateException("the SIP stack does not take its properties", e);
        }
        for (var listener : listeners) {
            try {
                bind(stack, listener);
            } catch (InvalidArgumentException
                    | TransportNotSupportedException
                    | ObjectInUseException
                    | TooManyListenersException
                    | TransportAlreadySupportedException e) {
                close();
                throw new IOException(
                        "cannot listen for SIP on "
                                + listener.transport().word()
                                + " "
                                + listener.address()
                                + " port "
                                + listener.port()
                                + ": the address is not of this machine, or in use",
                        e);
            }
        }
    }

    private void bind(SipStackImpl made, org.dragoman.sip.SipListener listener)
            throws InvalidArgumentException,
                    TransportNotSupportedException,
                    ObjectInUseException,
                    TooManyListenersException,
                    TransportAlreadySupportedException {
        var point =
                made.createListeningPoint(
                        listener.address(), listener.port(), listener.transport().word());
        var shared = // one provider serves an address on both transports
                bound.stream()
                        .filter(b -> b.listener().address().equals(listener.address()))
                        .filter(b -> b.port() == listener.port())
                        .map(Bound::provider)
                        .findFirst();
        SipProvider provider;
        if (shared.isPresent()) {
            provider = shared.get();
            provider.addListeningPoint(point);
        } else {
            provider = made.createSipProvider(point);
            provider.addSipListener(new Events());
        }
        bound.add(new Bound(listener, provider, listener.port()));
    }

    /// How to reach an address, or nothing where no listener speaks that transport and family.
    public Optional<Route> route(InetSocketAddress to, Transport transport) {
        return bound(to, transport)
                .map(
                        b ->
                                new Route(
                                        to,
                                        transport,
                                        bracketed(hostTowards(b.listener(), to.getAddress())),
                                        b.port()));
    }

    private String hostTowards(org.dragoman.sip.SipListener listener, InetAddress to) {
        return listener.advertised()
                .orElseGet(
                        () ->
                                listener.isWildcard()
                                        ? localAddresses.towards(to)
                                        : listener.address());
    }

    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    // a listener on the peer's own family; "::" also serves IPv4
    private Optional<Bound> bound(InetSocketAddress to, Transport transport) {
        boolean ipv6 = to.getAddress() instanceof java.net.Inet6Address;
        var fitting = bound.stream().filter(b -> b.listener().transport() == transport).toList();
        return fitting.stream()
                .filter(b -> b.listener().isIpv6() == ipv6)
                .findFirst()
                .or(
                        () ->
                                fitting.stream()
                                        .filter(b -> b.listener().address().equals("::"))
                                        .findFirst());
    }

    /// Sends a request in a transaction of its own.
    ///
    /// - {@code fate}: may be told before this returns.
    public Optional<ClientCall> send(SipRequest request, Route route, ClientCall.Fate fate) {
        var listener = bound(route.to(), route.transport());
        if (listener.isEmpty()) { // closed meanwhile
            fate.unanswered(true);
            return Optional.empty();
        }
        var hop = hop(route);
        try {
            var provider = listener.get().provider();
            var message = message(request, route);
            message.setApplicationData(hop);
            var transaction = provider.getNewClientTransaction(message);
            var call = new ClientCall(this, provider, transaction, hop, fate);
            transaction.setApplicationData(call);
            transaction.sendRequest();
            return Optional.of(call);
        } catch (SipException | ParseException e) {
            LOG.debug("a request could not be sent", e);
            fate.unanswered(true);
            return Optional.empty();
        }
    }

    /// Sends an ACK to a 2xx: no transaction, no fate.
    public void acknowledge(SipRequest ack, Route route) {
        var listener = bound(route.to(), route.transport());
        if (listener.isEmpty()) {
            return; // closed meanwhile
        }
        try {
            var message = message(ack, route);
            // outside a transaction the stack makes up a branch without the cookie of §8.1.1.7
            message.getTopmostVia().setBranch(Utils.getInstance().generateBranchId());
            message.setApplicationData(hop(route));
            listener.get().provider().sendRequest(message);
        } catch (SipException | ParseException e) {
            LOG.debug("an ACK could not be sent", e); // the peer repeats its 200, and we our ACK
        }
    }

    private SIPRequest message(SipRequest request, Route route) throws ParseException {
        var via = Wire.via(route.host(), route.port(), route.transport().word());
        return Wire.request(request, via, product);
    }

    private static HopImpl hop(Route route) {
        return new HopImpl(
                bracketed(LocalAddresses.literal(route.to().getAddress())),
                route.to().getPort(),
                route.transport().word());
    }

    /// Acknowledges and ends a call that nobody here knows.
    public void endOrphan(Dialog dialog, long invite, Headers reason) {
        var ack = dialog.request("ACK", invite);
        var bye = dialog.request("BYE", invite + 1).with(reason);
        var to = Destinations.of(bye, Transport.UDP);
        to.flatMap(t -> route(t.address(), t.transport()))
                .ifPresent(
                        route -> {
                            acknowledge(ack, route);
                            send(bye, route, NOBODY);
                        });
    }

    private static final ClientCall.Fate NOBODY =
            new ClientCall.Fate() {
                @Override
                public void replied(SipResponse response) {}

                @Override
                public void unanswered(boolean unreachable) {}
            };

    void answered(ServerCall invite) {
        invites.remove(invite.branch(), invite);
    }

    /// INVITEs that wait for their final response: nothing, when no call is being set up.
    public int pendingInvites() {
        return invites.size();
    }

    static InetSocketAddress source(gov.nist.javax.sip.message.SIPMessage message) {
        var address = message.getPeerPacketSourceAddress();
        return address == null
                ? new InetSocketAddress(message.getRemoteAddress(), message.getRemotePort())
                : new InetSocketAddress(address, message.getPeerPacketSourcePort());
    }

    @Override
    public synchronized void close() {
        for (int tries = 0; stack != null && tries <= listeners.size(); tries++) {
            stop(stack);
        }
        bound.clear();
        invites.clear();
    }

    // JAIN-SIP 1.3.0-91 makes the list of a UDP processor's channels on that processor's thread,
    // and stumbles over it when stopped before; the next try goes on with the next processor
    private void stop(SipStackImpl running) {
        try {
            running.stop();
            stack = null;
        } catch (NullPointerException notStartedYet) {
            LOG.debug("stopped a SIP listener before it had started");
        }
    }

    /// What the stack tells us. An exception here would be swallowed by it: so each is logged.
    private final class Events implements SipListener {
        @Override
        public void processRequest(RequestEvent event) {
            try {
                request(event);
            } catch (RuntimeException bug) {
                LOG.error("a SIP request could not be handled", bug);
            }
        }

        private void request(RequestEvent event) {
            var message = (SIPRequest) event.getRequest();
            if (message.getMethod().equals("ACK")) {
                ear.acknowledgement(Wire.request(message));
                return;
            }
            if (message.getMethod().equals("INVITE")
                    && memory.isRepeated(message, time.instant())) {
                return; // its answer is repeated, or was taken
            }
            var provider = (SipProvider) event.getSource();
            var transaction = transaction(provider, event);
            if (transaction == null) {
                return;
            }
            var call = new ServerCall(SipStack.this, provider, transaction, message);
            switch (message.getMethod()) {
                case "CANCEL" -> cancel(call);
                case "INVITE" -> {
                    invites.put(call.branch(), call);
                    ear.request(call);
                }
                default -> ear.request(call);
            }
        }

        private @Nullable ServerTransaction transaction(SipProvider provider, RequestEvent event) {
            try {
                var known = event.getServerTransaction();
                return known == null ? provider.getNewServerTransaction(event.getRequest()) : known;
            } catch (TransactionAlreadyExistsException repeated) {
                return null;
            } catch (TransactionUnavailableException e) {
                badRequest(provider, (SIPRequest) event.getRequest());
                return null;
            }
        }

        // the stack makes no transaction for a request that lacks a header of its method
        private void badRequest(SipProvider provider, SIPRequest request) {
            try {
                provider.sendResponse(request.createResponse(400, "Bad Request"));
            } catch (SipException e) {
                LOG.debug("a bad SIP request could not be answered", e);
            }
        }

        private void cancel(ServerCall cancel) {
            var invite = invites.get(cancel.branch());
            if (invite == null) {
                cancel.respond(SipResponse.of(481, "")); // RFC 3261 §9.2
            } else {
                ear.cancel(cancel, invite);
            }
        }

        @Override
        public void processResponse(ResponseEvent event) {
            try {
                response(event);
            } catch (RuntimeException bug) {
                LOG.error("a SIP response could not be handled", bug);
            }
        }

        private void response(ResponseEvent event) {
            var message = (SIPResponse) event.getResponse();
            var transaction = event.getClientTransaction();
            if (transaction != null && transaction.getApplicationData() instanceof ClientCall c) {
                c.replied(Wire.response(message));
            } else if (message.getStatusCode() / 100 == 2
                    && message.getCSeq().getMethod().equals("INVITE")) {
                ear.late(Wire.response(message), source(message));
            }
        }

        @Override
        public void processTimeout(TimeoutEvent event) {
            if (event.isServerTransaction()) {
                return; // an INVITE's error was never acknowledged: nothing more to do
            }
            if (event.getClientTransaction().getApplicationData() instanceof ClientCall call) {
                call.unanswered(false);
            }
        }

        @Override
        public void processIOException(IOExceptionEvent event) {
            LOG.debug("a SIP connection broke"); // each transaction on it times out by itself
        }

        @Override
        public void processTransactionTerminated(TransactionTerminatedEvent event) {
            if (event.isServerTransaction()) {
                var message = (SIPRequest) event.getServerTransaction().getRequest();
                if (message != null && message.getMethod().equals("INVITE")) {
                    var via = message.getTopmostVia();
                    invites.remove(via.getBranch() + "@" + via.getSentBy());
                }
            }
        }

        @Override
        public void processDialogTerminated(DialogTerminatedEvent event) {}
    }
}
