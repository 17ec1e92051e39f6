package org.dragoman.gateway.demo;

import java.time.InstantSource;
import java.util.List;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Endpoint;
import org.dragoman.h323.H323Peer;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;

/// The two ends' protocol: the adapters of the gateway itself, each with the gateway as its only
/// peer.
final class DemoEndpoints {
    private DemoEndpoints() {}

    static H323Endpoint h323(
            Demonstration.Stage stage,
            CallEntrance entrance,
            Mappings mappings,
            InstantSource time) {
        var gateway = H323Peer.of(Party.GATEWAY, stage.gatewayH323());
        return new H323Endpoint(
                H323Config.of(stage.callerH323(), List.of(gateway)), entrance, mappings, time);
    }

    static SipEndpoint sip(
            Demonstration.Stage stage,
            CallEntrance entrance,
            Mappings mappings,
            InstantSource time) {
        var at = stage.phoneSip();
        var to = stage.gatewaySip();
        var gateway = SipPeer.of(Party.GATEWAY, to.getAddress().getHostAddress(), to.getPort());
        var config =
                SipConfig.standard()
                        .withListeners(
                                SipListener.udp(at.getAddress().getHostAddress(), at.getPort()))
                        .withPeers(gateway);
        return new SipEndpoint(config, entrance, mappings, time);
    }
}
