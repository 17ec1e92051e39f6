package org.dragoman.h323.net;

import java.net.InetSocketAddress;
import java.time.Duration;

/// A TCP connection that carries TPKT packets. Methods are safe from any thread and return at
/// once.
public interface Connection {
    InetSocketAddress local();

    InetSocketAddress remote();

    /// Sends one packet, whole. A peer that does not read until {@link Limits#unsentOctets()}
    /// have gathered loses the connection.
    void send(byte[] content);

    /// Closes after what was sent before has left; harmless when it is closed already.
    void close();

    /// Runs a task later on the connection's thread; dropped when the connection closes first.
    void later(Duration delay, Runnable task);

    /// Whoever is told what happens on a connection, always on the connection's thread.
    interface Listener {
        /// A packet came in; an empty one is a keep-alive.
        void received(byte[] content);

        /// The connection is gone; told once.
        void closed();
    }

    /// Makes the listener of a connection that has just come to be.
    @FunctionalInterface
    interface Opened {
        Listener open(Connection connection);
    }
}
