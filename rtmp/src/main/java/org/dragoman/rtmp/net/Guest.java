package org.dragoman.rtmp.net;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.Function;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection and what became of it, whatever carries its bytes.
record Guest(Link link, RtmpListener.Visitor visitor) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Guest.class);

    /// How guests are received.
    ///
    /// - {@code visitors}: makes what takes the messages of a new connection.
    record Reception(
            RtmpListener.Limits limits,
            Timers timers,
            SecureRandom random,
            Function<Link, RtmpListener.Visitor> visitors) {

        /// Somebody has come. Who is of no use within the patience there is has to go.
        Guest receive(Pipe pipe) {
            var link = new Link(pipe, random, timers);
            var guest = new Guest(link, visitors.apply(link));
            timers.after(limits.patience(), guest::leaveUnlessWelcome);
            return guest;
        }
    }

    private void leaveUnlessWelcome() {
        if (!visitor.isWelcome()) {
            link.close();
        }
    }

    /// Takes bytes; one thread at a time. Who breaks the protocol is closed.
    void received(ByteBuffer bytes) {
        if (link.isClosed()) {
            return;
        }
        try {
            link.received(bytes, visitor);
        } catch (PeerFault fault) {
            refused(link.remote(), fault);
            link.close();
        }
    }

    /// The log's line for who broke a protocol.
    static void refused(Object address, PeerFault fault) {
        LOGGER.atInfo()
                .addKeyValue("event", "rtmp.fault")
                .addKeyValue("address", address)
                .addKeyValue("fault", fault.getMessage())
                .log("a client broke the protocol");
    }

    /// What carried the bytes is gone; called once.
    void gone() {
        link.close();
        visitor.closed();
    }
}
