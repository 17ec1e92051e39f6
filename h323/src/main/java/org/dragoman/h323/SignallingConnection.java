package org.dragoman.h323;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.Newcomers.Newcomer;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;

/// One TCP connection of call signalling and the calls on it: each has its call reference, and
/// its call identifier helps where a peer gets the reference wrong. Runs on the connection's
/// thread, but for what links are asked from their calls' loops.
final class SignallingConnection implements Connection.Listener {
    private static final int MOST_CALLS = 1_000; // on one connection
    private static final int MOST_FAULTS = 16; // unreadable messages before the connection goes
    private static final Duration LINGER = Duration.ofSeconds(5); // after the last call

    /// Takes calls that come in. On the connection's thread.
    interface Entrance {
        /// Returns where the call's further messages go, or why the call is refused.
        Admitted admit(SignallingLink link, Q931Message setup, UserInformation info);
    }

    /// - {@code refused}: the cause told, where there is no sink.
    record Admitted(Optional<SignallingLink.Sink> sink, Cause refused, boolean hangUp) {}

    private record Call(
            SignallingLink link, SignallingLink.Sink sink, Optional<Octets> identifier) {}

    /// That a connection of ours may carry further calls, where its peer takes that.
    ///
    /// - {@code idle}: how long it may stay without a call then.
    record Sharing(SharedConnections.Way way, SharedConnections all, Duration idle) {}

    private final Connection connection;
    private final Optional<Entrance> entrance;
    private final OpenConnections open;
    private final Replies replies;
    private final Optional<Sharing> sharing;
    private final Newcomers newcomers = new Newcomers();
    private final Map<Integer, Call> calls = new HashMap<>();
    private boolean quiet = true;
    private boolean shared; // the peer takes several calls here
    private boolean kept; // and keeps the connection without any
    private int faults;
    private boolean ending;
    private boolean closed;

    private SignallingConnection(
            Connection connection,
            Optional<Entrance> entrance,
            Optional<Sharing> sharing,
            OpenConnections open) {
        this.sharing = sharing;
        this.connection = connection;
        this.entrance = entrance;
        this.open = open;
        this.replies = new Replies(connection);
    }

    /// A connection that came in.
    ///
    /// - {@code silence}: how long it may stay without a call.
    static SignallingConnection accepted(
            Connection connection, Entrance entrance, Duration silence, OpenConnections open) {
        var signalling =
                new SignallingConnection(connection, Optional.of(entrance), Optional.empty(), open);
        connection.later(silence, signalling::closeIfSilent);
        open.entered(signalling);
        return signalling;
    }

    /// A connection made for a call, and for others perhaps.
    static SignallingConnection dialled(
            Connection connection,
            Newcomer first,
            Optional<Sharing> sharing,
            OpenConnections open) {
        // who takes several calls here may place some too
        var entrance = sharing.flatMap(_ -> open.entrance());
        var signalling = new SignallingConnection(connection, entrance, sharing, open);
        open.entered(signalling);
        signalling.welcome(first);
        return signalling;
    }

    /// Has a further call go by this connection, which its peer takes. Safe from any thread.
    void join(Newcomer newcomer) {
        newcomers.add(newcomer);
        connection.later(Duration.ZERO, () -> newcomers.take(this::welcome));
    }

    private void welcome(Newcomer newcomer) {
        if (calls.size() >= MOST_CALLS || ending) {
            newcomer.otherwise().run();
            return;
        }
        int reference;
        do {
            reference = 1 + ThreadLocalRandom.current().nextInt(Q931Message.LARGEST_REFERENCE);
        } while (calls.containsKey(key(reference, false)));
        var link = link(reference, false);
        calls.put(key(reference, false), new Call(link, newcomer.sink(), Optional.empty()));
        quiet = false;
        newcomer.made().accept(link);
    }

    /// Ends the calls and closes after the last of them. Safe from any thread.
    void end() {
        connection.later(
                Duration.ZERO,
                () -> {
                    ending = true;
                    List.copyOf(calls.values()).forEach(c -> c.sink().endpointCloses());
                    ended();
                });
    }

    private void closeIfSilent() {
        if (quiet) {
            leave();
        }
    }

    /// No further call finds the way here.
    private void leave() {
        sharing.ifPresent(s -> s.all().forget(s.way(), this));
        newcomers.close();
        connection.close();
    }

    /// Learns from what the called side says whether it takes several calls here (H.225.0 §7.3).
    private void learn(UserInformation info) {
        if (sharing.isPresent() && info.multipleCalls()) {
            kept = info.maintainConnection();
            if (!shared) {
                shared = true;
                sharing.get().all().share(sharing.get().way(), this);
            }
        }
    }

    /// - {@code destination}: the other side chose the reference.
    private static int key(int reference, boolean destination) {
        return destination ? reference | 0x8000 : reference;
    }

    @Override
    public void received(byte[] content) {
        if (content.length == 0) {
            return; // a keep-alive (H16)
        }
        try {
            var message = Q931Codec.decode(content);
            var user = message.userUser();
            var info =
                    user.isPresent()
                            ? H225Codec.decode(user.get().content())
                            : UserInformation.NOTHING;
            dispatch(message, info);
        } catch (PeerFault fault) {
            unreadable(content, fault);
        }
    }

    private void dispatch(Q931Message message, UserInformation info) {
        // The flag says that the message comes from the side that was called.
        int key = key(message.callReference(), !message.fromDestination());
        var call =
                Optional.ofNullable(calls.get(key))
                        .or(() -> byIdentifier(info.callIdentifier(), message));
        if (call.isPresent() && message.type() != MessageType.SETUP) {
            learn(info);
            call.get().sink().received(message, info);
        } else if (message.type() == MessageType.SETUP
                && entrance.isPresent()
                && !message.fromDestination()) {
            setup(key, message, info);
        } else if (call.isEmpty()) {
            replies.stray(message);
        }
    }

    private Optional<Call> byIdentifier(Optional<Octets> identifier, Q931Message message) {
        return identifier.isEmpty() || message.type() == MessageType.SETUP
                ? Optional.empty()
                : calls.values().stream()
                        .filter(c -> c.identifier().equals(identifier))
                        .findFirst();
    }

    private void setup(int key, Q931Message message, UserInformation info) {
        if (calls.containsKey(key)) {
            return; // said again: Q.931 §5.8.3.2 d
        }
        var link = link(message.callReference(), true);
        if (calls.size() >= MOST_CALLS || ending) {
            replies.refuse(message, Cause.CONGESTION.q850());
            return;
        }
        quiet = false;
        var admitted = entrance.orElseThrow().admit(link, message, info);
        if (admitted.sink().isPresent()) {
            calls.put(key, new Call(link, admitted.sink().get(), info.callIdentifier()));
        } else {
            replies.refuse(message, admitted.refused().q850());
            if (admitted.hangUp()) {
                leave();
            } else {
                ended();
            }
        }
    }

    private void unreadable(byte[] content, PeerFault fault) {
        if (++faults > MOST_FAULTS) {
            connection.close();
            return;
        }
        int reference = Q931Codec.referenceOf(content);
        if (reference < 0) {
            connection.close(); // no Q.931 at all
            return;
        }
        boolean fromDestination = (reference & 0x8000) != 0;
        var call = calls.get(key(reference & 0x7FFF, !fromDestination));
        if (call != null) {
            call.sink().unreadable(fault.getMessage());
        }
        replies.unreadable(content, reference, call != null, fault);
    }

    @Override
    public void closed() {
        closed = true;
        open.left(this);
        sharing.ifPresent(s -> s.all().forget(s.way(), this));
        newcomers.close();
        var left = List.copyOf(calls.values());
        calls.clear();
        left.forEach(c -> c.sink().connectionLost());
    }

    private void ended() {
        if (calls.isEmpty() && !closed) {
            if (!isKept() || ending) {
                leave(); // made for one call, or the last there is
            } else {
                quiet = true;
                connection.later(sharing.map(Sharing::idle).orElse(LINGER), this::closeIfSilent);
            }
        }
    }

    /// Whether the connection stays without a call: one that came in for a while, one of ours where
    /// the peer keeps it too.
    private boolean isKept() {
        return sharing.isPresent() ? shared && kept : entrance.isPresent();
    }

    private SignallingLink link(int reference, boolean destination) {
        return new CallLink(
                connection,
                reference,
                destination,
                () -> {
                    calls.remove(key(reference, destination));
                    ended();
                });
    }
}
