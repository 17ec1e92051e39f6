package org.dragoman.h323;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.SignallingTransport.Listening;

/// A call's own TCP connection for H.245, which either side may open (H.323 §8.2.3). Lives on the
/// call's loop.
final class ControlConnection {
    /// Whose it is.
    interface User {
        void cameUp();

        void arrived(byte[] content);

        /// It was there, and is no longer.
        void lost();

        /// It cannot be had; {@code why} in words.
        void failed(String why);
    }

    private final Workshop workshop;
    private final Executor loop;
    private final Predicate<InetAddress> allowed;
    private final LegWire wire;
    private final LegSockets sockets;
    private final User user;
    private final List<Runnable> whenListening = new ArrayList<>();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Listening> listening = Optional.empty();
    private boolean binding;
    private boolean dialling;
    private boolean ended;
    private volatile boolean released;
    private volatile boolean begun;

    /// - {@code allowed}: who may connect besides the peer's signalling address.
    ControlConnection(
            Workshop workshop,
            Executor loop,
            Predicate<InetAddress> allowed,
            LegWire wire,
            LegSockets sockets,
            User user) {
        this.workshop = workshop;
        this.loop = loop;
        this.allowed = allowed;
        this.wire = wire;
        this.sockets = sockets;
        this.user = user;
    }

    boolean isUp() {
        return connection.isPresent();
    }

    /// The connection, while it is up.
    Optional<Connection> ends() {
        return connection;
    }

    /// Whether it is being opened, from either side.
    boolean isOnTheWay() {
        return dialling || binding;
    }

    void send(byte[] pdu) {
        connection.ifPresent(c -> c.send(pdu));
    }

    void dial(InetSocketAddress address) {
        if (ended || dialling) {
            return;
        }
        dialling = true;
        workshop.transport()
                .dial(
                        wire.link().map(SignallingLink::local).orElseThrow().getAddress(),
                        address,
                        this::opened,
                        why -> loop.execute(() -> dialFailed(why)));
    }

    private void dialFailed(String why) {
        dialling = false;
        if (!ended) {
            user.failed(why);
        }
    }

    /// Opens a port for the peer to connect to; {@link #listeningAt} tells it later.
    void listen() {
        if (ended || binding || listening.isPresent() || isUp()) {
            return;
        }
        var here = wire.link().map(SignallingLink::local).orElseThrow().getAddress();
        var there = wire.link().map(SignallingLink::remote).orElseThrow().getAddress();
        binding = true;
        workshop.transport()
                .listenOnce(
                        here,
                        workshop.config().h245Ports(),
                        from -> from.getAddress().equals(there) || allowed.test(from.getAddress()),
                        this::opened,
                        socket -> {
                            sockets.add(socket::close);
                            loop.execute(() -> bound(socket));
                        },
                        why -> loop.execute(() -> bindFailed(why)));
    }

    private void bound(Listening socket) {
        binding = false;
        if (ended) {
            socket.close();
        } else {
            listening = Optional.of(socket);
        }
        goOn();
    }

    private void bindFailed(String why) {
        binding = false;
        if (!ended) {
            user.failed(why);
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

    Optional<InetSocketAddress> listeningAt() {
        return isUp() || dialling
                ? Optional.empty() // one connection is enough
                : listening.map(Listening::address);
    }

    private Connection.Listener opened(Connection opened) {
        var farewell = new Farewell(opened, workshop.h245());
        sockets.add(() -> leave(opened, farewell));
        loop.execute(() -> up(opened));
        return new Connection.Listener() {
            @Override
            public void received(byte[] content) {
                if (content.length > 0) {
                    farewell.heard(content);
                    loop.execute(() -> arrived(opened, content));
                }
            }

            @Override
            public void closed() {
                loop.execute(() -> lost(opened));
            }
        };
    }

    private void leave(Connection opened, Farewell farewell) {
        if (released) {
            farewell.leave(begun);
        } else {
            opened.close();
        }
    }

    private void up(Connection opened) {
        if (ended) {
            return; // closed or left with the leg's sockets
        }
        if (isUp()) {
            opened.close(); // both sides connected at once: the first stays
            return;
        }
        dialling = false;
        connection = Optional.of(opened);
        stopListening();
        user.cameUp();
    }

    private void arrived(Connection from, byte[] content) {
        if (connection.filter(c -> c == from).isPresent()) {
            user.arrived(content);
        }
    }

    private void lost(Connection gone) {
        if (connection.filter(c -> c == gone).isPresent()) {
            connection = Optional.empty();
            if (!ended) {
                user.lost();
            }
        }
    }

    private void stopListening() {
        listening.ifPresent(Listening::close);
        listening = Optional.empty();
    }

    /// The peer is sent our release: when {@link #end} comes, it has the time to read that.
    ///
    /// - {@code session}: whether a session was begun, which is to be ended.
    void released(boolean session) {
        begun = session;
        released = true;
    }

    /// Nothing is said or taken any more; the leg's sockets are closed next.
    void end() {
        ended = true;
        whenListening.clear();
        stopListening();
        connection = Optional.empty();
    }
}
