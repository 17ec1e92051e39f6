package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Output;
import org.dragoman.h323.h245.H245Output.Arm;
import org.dragoman.h323.h245.H245Output.DigitDialled;
import org.dragoman.h323.h245.H245Output.Disarm;
import org.dragoman.h323.h245.H245Output.MediaChanged;
import org.dragoman.h323.h245.H245Output.ModeTaken;
import org.dragoman.h323.h245.H245Output.NotSettled;
import org.dragoman.h323.h245.H245Output.PeerEnded;
import org.dragoman.h323.h245.H245Output.PeerLost;
import org.dragoman.h323.h245.H245Output.PeerPaused;
import org.dragoman.h323.h245.H245Output.PeerResumed;
import org.dragoman.h323.h245.H245Output.Send;
import org.dragoman.h323.h245.H245Output.Settled;
import org.dragoman.h323.h245.H245Session;
import org.dragoman.h323.h245.H245Settings;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.SignallingTransport.Listening;

/// A call's H.245: the session, its timers, and the way its messages travel: inside call
/// signalling
/// or on a connection of their own, which either side may open.
final class LegControl {
    private static final int MOST_QUEUED = 64; // messages waiting for a way to the peer

    /// Who is told what comes of it.
    interface Listener {
        /// A message came in.
        void heard(H245Message message);

        void mediaChanged();

        void settled();

        void notSettled(String why);

        void peerPaused();

        void peerResumed();

        void digit(char digit, Duration held, boolean signal);

        /// The peer said goodbye, or its connection broke.
        void peerEnded();

        void peerLost();
    }

    private static final Duration DIGIT = Duration.ofMillis(100); // where no length is said

    private final Workshop workshop;
    private final LegContext context;
    private final H323Peer peer;
    private final LegWire wire;
    private final LegTimers timers;
    private final LegSockets sockets;
    private final H245Session session;
    private final Deque<H245Message> queued = new ArrayDeque<>();
    private final List<Runnable> whenListening = new ArrayList<>();
    private Optional<Listener> listener = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Listening> listening = Optional.empty();
    private boolean binding;
    private boolean dialling;
    private boolean closed;

    LegControl(
            Workshop workshop,
            LegContext context,
            H323Peer peer,
            LegWire wire,
            LegTimers timers,
            LegSockets sockets) {
        this.workshop = workshop;
        this.context = context;
        this.peer = peer;
        this.wire = wire;
        this.timers = timers;
        this.sockets = sockets;
        var defaults = H245Settings.DEFAULT;
        this.session =
                new H245Session(
                        new H245Settings(
                                peer.behaviour().order(),
                                defaults.reply(),
                                defaults.settle(),
                                peer.behaviour().keepAlive(),
                                defaults.unanswered()),
                        workshop.codecs(),
                        workshop.random());
    }

    void tells(Listener other) {
        listener = Optional.of(other);
    }

    H245Session session() {
        return session;
    }

    /// Does what the session wants done.
    void run(List<H245Output> outputs) {
        for (var output : outputs) {
            if (closed) {
                return; // what came before has ended the call
            }
            switch (output) {
                case Send(var message) -> send(message);
                case Arm(var timer, var delay) ->
                        timers.start(timer, delay, () -> expired(timer, delay));
                case Disarm(var timer) -> timers.stop(timer);
                default -> listener.ifPresent(l -> tell(l, output)); // the rest is news
            }
        }
    }

    private void expired(H245Output.Timer timer, Duration delay) {
        if (timer.kind() == H245Output.Timer.Kind.ROUND_TRIP && !isUp()) {
            timers.start(timer, delay, () -> expired(timer, delay)); // it cannot even be asked
        } else {
            run(session.expired(timer));
        }
    }

    private static void tell(Listener l, H245Output output) {
        switch (output) {
            case MediaChanged _, ModeTaken _ -> l.mediaChanged();
            case Settled _ -> l.settled();
            case NotSettled(var why) -> l.notSettled(why);
            case PeerPaused _ -> l.peerPaused();
            case PeerResumed _ -> l.peerResumed();
            case DigitDialled(char digit, int millis, boolean signal) ->
                    l.digit(digit, millis == 0 ? DIGIT : Duration.ofMillis(millis), signal);
            case PeerEnded _ -> l.peerEnded();
            case PeerLost _ -> l.peerLost();
            case Send _, Arm _, Disarm _ -> throw new IllegalStateException("done before");
        }
    }

    /// Takes an encoded PDU, whichever way it came.
    void received(byte[] pdu) {
        if (closed) {
            return;
        }
        try {
            var message = workshop.h245().decode(pdu);
            context.trace()
                    .message(
                            context.id(),
                            Way.RECEIVED,
                            "H.245 " + message.word(),
                            message.detail());
            // A channel is judged by what we told before; all else is answered first.
            if (message instanceof H245Message.OpenLogicalChannel) {
                listener.ifPresent(l -> l.heard(message));
                run(session.received(message));
            } else {
                run(session.received(message));
                listener.ifPresent(l -> l.heard(message));
            }
        } catch (PeerFault unreadable) {
            context.trace()
                    .decision(context.id(), "H.245 message ignored: " + unreadable.getMessage());
        }
    }

    private void send(H245Message message) {
        switch (wire.tunnelling()) {
            case ON -> {
                note(message);
                wire.tunnel(Octets.of(workshop.h245().encode(message)));
            }
            case OFFERED -> queue(message);
            case OFF -> {
                if (connection.isPresent()) {
                    note(message);
                    connection.get().send(workshop.h245().encode(message));
                } else {
                    queue(message);
                }
            }
        }
    }

    private void note(H245Message message) {
        context.trace()
                .message(context.id(), Way.SENT, "H.245 " + message.word(), message.detail());
    }

    private void queue(H245Message message) {
        if (queued.size() < MOST_QUEUED) {
            queued.add(message);
        }
    }

    /// Whether messages can reach the peer now.
    boolean isUp() {
        return wire.tunnelling() == LegWire.Tunnelling.ON || connection.isPresent();
    }

    /// Takes away what waits for a way to the peer, encoded: Setup carries it.
    List<Octets> takeQueued() {
        var taken = new ArrayList<Octets>();
        for (var message : queued) {
            note(message);
            taken.add(Octets.of(workshop.h245().encode(message)));
        }
        queued.clear();
        return taken;
    }

    boolean isDialling() {
        return dialling;
    }

    /// Whether something waits for a way to the peer.
    boolean isWaiting() {
        return !queued.isEmpty() && !isUp();
    }

    /// A way to the peer has come up: what waited goes first.
    void drain() {
        if (isUp()) {
            var waiting = new ArrayList<>(queued);
            queued.clear();
            waiting.forEach(this::send);
        }
    }

    // --- a connection of its own

    /// The peer listens there; connects unless there is a way already.
    void peerListensAt(InetSocketAddress address) {
        if (closed || dialling || isUp() || wire.tunnelling() != LegWire.Tunnelling.OFF) {
            return;
        }
        dialling = true;
        workshop.transport()
                .dial(
                        wire.link().map(SignallingLink::local).orElseThrow().getAddress(),
                        address,
                        this::opened,
                        why ->
                                context.loop()
                                        .execute(
                                                () -> {
                                                    dialling = false;
                                                    failed(why);
                                                }));
    }

    /// Opens a port for the peer to connect to; {@link #listeningAt} tells it later.
    void listen() {
        if (closed || binding || listening.isPresent() || connection.isPresent()) {
            return;
        }
        var here = wire.link().map(SignallingLink::local).orElseThrow().getAddress();
        var there = wire.link().map(SignallingLink::remote).orElseThrow().getAddress();
        binding = true;
        workshop.transport()
                .listenOnce(
                        here,
                        workshop.config().h245Ports(),
                        from ->
                                from.getAddress().equals(there)
                                        || peer.mayCallFrom(from.getAddress()),
                        this::opened,
                        socket -> {
                            sockets.add(socket::close);
                            context.loop().execute(() -> bound(socket));
                        },
                        why ->
                                context.loop()
                                        .execute(
                                                () -> {
                                                    binding = false;
                                                    failed(why);
                                                    goOn();
                                                }));
    }

    private void bound(Listening socket) {
        binding = false;
        if (closed) {
            socket.close();
        } else {
            listening = Optional.of(socket);
        }
        goOn();
    }

    private void goOn() {
        var tasks = List.copyOf(whenListening);
        whenListening.clear();
        tasks.forEach(Runnable::run);
    }

    /// Runs the task now, or when the port that is being opened is open.
    void whenListening(Runnable task) {
        if (binding) {
            whenListening.add(task);
        } else {
            task.run();
        }
    }

    boolean isBinding() {
        return binding;
    }

    Optional<InetSocketAddress> listeningAt() {
        return connection.isPresent() || dialling
                ? Optional.empty() // one connection is enough
                : listening.map(Listening::address);
    }

    private Connection.Listener opened(Connection opened) {
        sockets.add(opened::close);
        context.loop().execute(() -> up(opened));
        return new Connection.Listener() {
            @Override
            public void received(byte[] content) {
                if (content.length > 0) {
                    context.loop().execute(() -> LegControl.this.arrived(opened, content));
                }
            }

            @Override
            public void closed() {
                context.loop().execute(() -> lost(opened));
            }
        };
    }

    private void up(Connection opened) {
        if (closed || connection.isPresent()) {
            opened.close(); // both sides connected at once: the first stays
            return;
        }
        dialling = false;
        connection = Optional.of(opened);
        stopListening();
        drain();
    }

    private void arrived(Connection from, byte[] content) {
        if (connection.filter(c -> c == from).isPresent()) {
            received(content);
            wire.flush();
        }
    }

    private void lost(Connection gone) {
        if (connection.filter(c -> c == gone).isPresent()) {
            connection = Optional.empty();
            if (!closed) {
                context.trace().decision(context.id(), "the H.245 connection was closed");
                listener.ifPresent(Listener::peerEnded);
            }
        }
    }

    private void failed(String why) {
        if (!closed && wire.tunnelling() == LegWire.Tunnelling.OFF) {
            context.trace().decision(context.id(), "no H.245 connection: " + why);
            listener.ifPresent(l -> l.notSettled("no H.245 connection"));
        }
    }

    private void stopListening() {
        listening.ifPresent(Listening::close);
        listening = Optional.empty();
    }

    /// Says goodbye where anything was said, before the last message of call signalling.
    void end() {
        run(session.end());
    }

    void close() {
        closed = true;
        queued.clear();
        whenListening.clear();
        stopListening();
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
    }
}
