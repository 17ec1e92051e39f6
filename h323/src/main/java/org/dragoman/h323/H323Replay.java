package org.dragoman.h323;

import java.util.random.RandomGenerator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.Sockets;
import org.dragoman.rules.Mappings;

/// The same legs as {@link H323Endpoint}'s without a network: for calls that are played again from
/// a capture. Whoever uses it brings the connections.
public final class H323Replay implements Endpoint {
    private final Workshop workshop;
    private final Reception reception;

    public H323Replay(
            H323Config config,
            CallEntrance entrance,
            Mappings mappings,
            Sockets sockets,
            RandomGenerator random) {
        reception = new Reception(this::now, entrance);
        var open = new OpenConnections(reception::admit);
        workshop = new Workshop(config, mappings, sockets, open, random);
    }

    private Workshop now() {
        return workshop;
    }

    /// A peer has connected for call signalling.
    public Connection.Listener accept(Connection connection) {
        return reception.opened(connection);
    }

    @Override
    public String protocol() {
        return "h323";
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return new H323Leg(
                workshop, context, workshop.config().peer(context.trunk()).orElseThrow());
    }

    @Override
    public void close() {
        // it has no sockets
    }
}
