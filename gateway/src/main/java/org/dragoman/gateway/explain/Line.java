package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.dragoman.core.time.Timers;
import org.dragoman.h323.net.Connection;

/// Our end of a connection that is none: what is sent goes to whoever made it.
///
/// - {@code sent}: takes what our side sends; {@code closed}: told when our side closes.
record Line(
        InetSocketAddress local,
        InetSocketAddress remote,
        Timers time,
        Consumer<byte[]> sent,
        Runnable closed)
        implements Connection {
    @Override
    public void send(byte[] content) {
        sent.accept(content);
    }

    @Override
    public void close() {
        closed.run();
    }

    @Override
    public void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            time.after(delay, task);
        }
    }
}
