package org.dragoman.h323;

import java.util.Optional;
import java.util.function.Supplier;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.Cause;
import org.dragoman.h323.SignallingConnection.Admitted;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.q931.Q931Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes calls that come in, from the peers that are known.
///
/// - {@code now}: the configuration changes while calls come in.
record Reception(Supplier<Workshop> now, CallEntrance entrance) {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Cause REJECTED = Cause.gateway(21);
    private static final Cause FACILITY_REJECTED = Cause.gateway(29);

    /// A peer has connected.
    Connection.Listener opened(Connection connection) {
        var workshop = now.get();
        return SignallingConnection.accepted(
                connection, this::admit, workshop.config().silence(), workshop.open());
    }

    Admitted admit(SignallingLink link, Q931Message setup, UserInformation info) {
        var workshop = now.get();
        var peer = workshop.config().peerAt(link.remote().getAddress());
        if (peer.isEmpty()) {
            LOG.atInfo()
                    .addKeyValue("event", "h323.refused")
                    .addKeyValue("remote", link.remote())
                    .log("a call from an unknown source");
            return new Admitted(Optional.empty(), REJECTED, true);
        }
        if (info.callIndependent()) {
            return new Admitted(Optional.empty(), FACILITY_REJECTED, false);
        }
        var leg =
                entrance.open(
                        peer.get().name(),
                        context -> {
                            var made = new H323Leg(workshop, context, peer.get());
                            context.loop().execute(() -> made.called(link, setup, info));
                            return made;
                        });
        return new Admitted(leg.map(H323Leg::sink), Cause.CONGESTION, false);
    }
}
