package org.dragoman.gateway;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What was started, ended in the opposite order: one part that does not end well keeps no other
/// from its end.
final class Parts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Parts.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <C extends AutoCloseable> C keep(C part) {
        started.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                LOGGER.atWarn()
                        .addKeyValue("event", "gateway.close_failed")
                        .setCause(e)
                        .log("a part of the gateway did not end cleanly");
            }
        }
    }
}
