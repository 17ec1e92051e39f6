package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.dragoman.h323.net.Connection;

/// A call's place on a signalling connection; the call reference may serve another call once it is
/// given back.
final class CallLink implements SignallingLink {
    private final Connection connection;
    private final int reference;
    private final boolean destination;
    private final Runnable free;
    private boolean released;

    /// - {@code free}: gives the place back; run on the connection's thread, once.
    CallLink(Connection connection, int reference, boolean destination, Runnable free) {
        this.connection = connection;
        this.reference = reference;
        this.destination = destination;
        this.free = free;
    }

    @Override
    public int callReference() {
        return reference;
    }

    @Override
    public boolean weAreDestination() {
        return destination;
    }

    @Override
    public InetSocketAddress local() {
        return connection.local();
    }

    @Override
    public InetSocketAddress remote() {
        return connection.remote();
    }

    @Override
    public void send(byte[] message) {
        connection.send(message);
    }

    @Override
    public void release() {
        connection.later(
                Duration.ZERO,
                () -> {
                    if (!released) {
                        released = true;
                        free.run();
                    }
                });
    }
}
