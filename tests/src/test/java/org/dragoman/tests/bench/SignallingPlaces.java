package org.dragoman.tests.bench;

import java.io.IOException;
import java.util.List;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;

/// The gateways measured, and the load ends on either side of them.
final class SignallingPlaces {
    private static final String TO_SIP = "7"; // prefix
    private static final String TO_H323 = "1";

    private SignallingPlaces() {}

    /// Addresses for a gateway and the two ends beside it.
    static LoadEnds.Place place() {
        return new LoadEnds.Place(
                Loopback.next(), Loopback.next(), Loopback.next(), TO_SIP, TO_H323);
    }

    /// Two ends that answer every call.
    static LoadEnds ends(LoadEnds.Place place) throws IOException {
        return LoadEnds.open(place, _ -> new Behaviour.Answer(true));
    }

    static Gateway gateway(String name, LoadEnds.Place place) {
        return switch (name) {
            case "asterisk" -> asterisk(place);
            case "dragoman" -> dragoman("bench-dragoman", place, "");
            default -> throw new IllegalArgumentException("asterisk or dragoman, not " + name);
        };
    }

    private static Gateway asterisk(LoadEnds.Place place) {
        var peer =
                AsteriskPeer.start(
                        AsteriskSettings.of("bench-asterisk", place.gateway(), place.h323())
                                .withSipPeer(place.sip() + ":5060"));
        return new Gateway("asterisk", peer.pid(), peer::close);
    }

    /// - {@code javaOptions}: beside its own.
    static Gateway dragoman(String name, LoadEnds.Place place, String javaOptions) {
        var gateway =
                Dragoman.start(
                        new DragomanSettings(
                                name,
                                place.gateway(),
                                List.of(new H323Trunk("far", place.h323(), true, true, "auto")),
                                List.of(new SipTrunk("near", place.sip(), 5_060, "early")),
                                List.of(
                                        new Route(TO_SIP, 0, "near"),
                                        new Route(TO_H323, 0, "far"))),
                        javaOptions);
        return new Gateway("dragoman", gateway.pid(), gateway::close);
    }
}
