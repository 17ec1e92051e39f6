package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.log.WireContent.Protocol;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Output;
import org.dragoman.h323.h245.H245Output.Arm;
import org.dragoman.h323.h245.H245Output.DigitDialled;
import org.dragoman.h323.h245.H245Output.Disarm;
import org.dragoman.h323.h245.H245Output.FaxAsked;
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

/// A call's H.245: the session, its timers, and the way its messages travel: inside call
/// signalling or on a connection of their own, which either side may open.
final class LegControl implements ControlConnection.User {
    private static final int MOST_QUEUED = 64; // messages waiting for a way to the peer

    /// Who is told what comes of it.
    interface Listener {
        /// A message came in.
        void heard(H245Message message);

        void mediaChanged();

        void settled();

        void notSettled(String why);

        void faxAsked(FaxRelay fax);

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
    private final LegWire wire;
    private final LegTimers timers;
    private final ControlConnection connection;
    private final H245Session session;
    private final Deque<H245Message> queued = new ArrayDeque<>();
    private Optional<Listener> listener = Optional.empty();
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
        this.wire = wire;
        this.timers = timers;
        this.connection =
                new ControlConnection(
                        workshop, context.loop(), peer::mayCallFrom, wire, sockets, this);
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
            case FaxAsked(var fax) -> l.faxAsked(fax);
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
            note(Way.RECEIVED, message, () -> pdu);
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
                if (connection.isUp()) {
                    note(message);
                    connection.send(workshop.h245().encode(message));
                } else {
                    queue(message);
                }
            }
        }
    }

    private void note(H245Message message) {
        note(Way.SENT, message, () -> workshop.h245().encode(message));
    }

    /// What is tunnelled is in the call signalling that carries it, as it was on the wire.
    private void note(Way way, H245Message message, Supplier<byte[]> octets) {
        var name = "H.245 " + message.word();
        connection
                .ends()
                .filter(_ -> wire.tunnelling() == LegWire.Tunnelling.OFF)
                .ifPresentOrElse(
                        ends ->
                                context.trace()
                                        .message(
                                                context.id(),
                                                way,
                                                name,
                                                message.detail(),
                                                new SentOctets(
                                                        Protocol.H245,
                                                        ends.local(),
                                                        ends.remote(),
                                                        octets)),
                        () -> context.trace().message(context.id(), way, name, message.detail()));
    }

    private void queue(H245Message message) {
        if (queued.size() < MOST_QUEUED) {
            queued.add(message);
        }
    }

    /// Whether messages can reach the peer now.
    boolean isUp() {
        return wire.tunnelling() == LegWire.Tunnelling.ON || connection.isUp();
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
        if (!isUp() && wire.tunnelling() == LegWire.Tunnelling.OFF) {
            connection.dial(address);
        }
    }

    ControlConnection connection() {
        return connection;
    }

    @Override
    public void cameUp() {
        drain();
    }

    @Override
    public void arrived(byte[] content) {
        received(content);
        wire.flush();
    }

    @Override
    public void lost() {
        context.trace().decision(context.id(), "the H.245 connection was closed");
        listener.ifPresent(Listener::peerEnded);
    }

    @Override
    public void failed(String why) {
        if (wire.tunnelling() == LegWire.Tunnelling.OFF) {
            context.trace().decision(context.id(), "no H.245 connection: " + why);
            listener.ifPresent(l -> l.notSettled("no H.245 connection"));
        }
    }

    /// Says goodbye where anything was said: in the last message of call signalling, or once the
    /// peer has read that where H.245 has a connection of its own.
    void end() {
        var outputs = session.end();
        if (wire.tunnelling() == LegWire.Tunnelling.OFF) {
            connection.released(outputs.stream().anyMatch(Send.class::isInstance));
        } else {
            run(outputs);
        }
    }

    void close() {
        closed = true;
        queued.clear();
        connection.end();
    }
}
