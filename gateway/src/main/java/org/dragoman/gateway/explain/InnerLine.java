package org.dragoman.gateway.explain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dragoman.core.time.Timers;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.PortRange;
import org.dragoman.h323.net.SignallingTransport.Listening;
import org.dragoman.h323.net.Sockets;

/// H.323 connections between the two gateways.
final class InnerLine implements Sockets {
    private static final int FIRST_PORT = 20_000;

    private final Timers time;
    private final Map<InetSocketAddress, Connection.Opened> listening = new HashMap<>();
    private int port = FIRST_PORT;

    InnerLine(Timers time) {
        this.time = time;
    }

    /// Somebody listens there until the end.
    void listen(InetSocketAddress address, Connection.Opened opened) {
        listening.put(address, opened);
    }

    @Override
    public void dial(
            InetAddress from,
            InetSocketAddress to,
            Connection.Opened opened,
            Consumer<String> failed) {
        var there = listening.get(to);
        if (there == null) {
            failed.accept("nobody listens there");
            return;
        }
        new Pair(new InetSocketAddress(from, ++port), to).connect(opened, there);
    }

    @Override
    public void listenOnce(
            InetAddress address,
            PortRange ports,
            Predicate<InetSocketAddress> allowed,
            Connection.Opened opened,
            Consumer<Listening> bound,
            Consumer<String> failed) {
        var here = new InetSocketAddress(address, ++port);
        listening.put(here, opened);
        bound.accept(
                new Listening() {
                    @Override
                    public InetSocketAddress address() {
                        return here;
                    }

                    @Override
                    public void close() {
                        listening.remove(here);
                    }
                });
    }

    /// Both ends of one connection.
    private final class Pair {
        private final InetSocketAddress dialler;
        private final InetSocketAddress listener;
        private Optional<Connection.Listener> atDialler = Optional.empty();
        private Optional<Connection.Listener> atListener = Optional.empty();
        private boolean over;

        Pair(InetSocketAddress dialler, InetSocketAddress listener) {
            this.dialler = dialler;
            this.listener = listener;
        }

        void connect(Connection.Opened one, Connection.Opened other) {
            atListener =
                    Optional.of(
                            other.open(
                                    new Line(
                                            listener,
                                            dialler,
                                            time,
                                            m -> atDialler.ifPresent(l -> l.received(m)),
                                            this::close)));
            atDialler =
                    Optional.of(
                            one.open(
                                    new Line(
                                            dialler,
                                            listener,
                                            time,
                                            m -> atListener.ifPresent(l -> l.received(m)),
                                            this::close)));
        }

        private void close() {
            if (!over) {
                over = true;
                atDialler.ifPresent(Connection.Listener::closed);
                atListener.ifPresent(Connection.Listener::closed);
            }
        }
    }
}
