package org.dragoman.gateway.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallOrder;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.route.DialPlan;
import org.dragoman.gateway.account.AccountConfig;
import org.dragoman.gateway.log.Logging;
import org.dragoman.gateway.records.RecordsConfig;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.route.RouteServiceConfig;
import org.dragoman.gateway.web.WebConfig;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Peer;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.rtmp.RtmpConfig;
import org.dragoman.rules.BadTable;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.OwnTables;
import org.dragoman.rules.TrunkTables;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipPeer;
import org.dragoman.webrtc.GuestPolicy;
import org.dragoman.webrtc.WebRtcConfig;

/// Everything the gateway is told: what {@code dragoman.yaml} says, with defaults for the rest.
///
/// - {@code policies}: by name of peer.
public record Configuration(
        H323Config h323,
        SipConfig sip,
        RelayConfig media,
        DialPlan dialPlan,
        List<RouteServiceConfig> routeServices,
        Map<String, TrunkPolicy> policies,
        Limits limits,
        Rest rest,
        WebConfig web,
        WebRtcConfig webrtc,
        AccountConfig accounts,
        RtmpConfig rtmp,
        Tables tables,
        RecordsConfig records,
        Log log) {

    /// Mapping tables of the operator, for all peers and for each.
    public record Tables(OwnTables all, Map<String, TrunkTables> peers) {
        public static final Tables NONE = new Tables(OwnTables.NONE, Map.of());

        public Tables {
            peers = Map.copyOf(peers);
        }

        /// - {@code shipped}: what holds where there are none.
        public Mappings over(Mappings shipped) {
            try {
                return equals(NONE) ? shipped : Mappings.load(all, peers);
            } catch (BadTable broken) {
                throw new IllegalStateException("the reader let a broken table in", broken);
            }
        }
    }

    /// - {@code calls}: at a time.
    /// - {@code endedCalls}: that can still be asked for.
    /// - {@code wireCalls}: whose messages are kept as they were on the wire.
    public record Limits(int calls, int endedCalls, int wireCalls) {}

    /// Where the REST interface listens.
    ///
    /// - {@code socket}: where the command line of this machine comes in; absent where that is in
    ///   the state folder.
    /// - {@code tokens}: that are answered beside the command line's own; on the web server too.
    public record Rest(InetSocketAddress listen, Optional<Path> socket, List<ApiToken> tokens) {
        public Rest {
            tokens = List.copyOf(tokens);
        }
    }

    /// What is logged.
    public record Log(Logging.Detail level) {}

    public Configuration {
        routeServices = List.copyOf(routeServices);
        policies = Map.copyOf(policies);
    }

    /// The same without a web server, and so without calls of browsers.
    public Configuration withoutWeb() {
        return new Configuration(
                h323,
                sip,
                media,
                dialPlan,
                routeServices,
                policies,
                limits,
                rest,
                WebConfig.OFF,
                WebRtcConfig.OFF,
                accounts,
                rtmp,
                tables,
                records,
                log);
    }

    /// The same that keeps no call records.
    public Configuration withoutRecords() {
        return new Configuration(
                h323,
                sip,
                media,
                dialPlan,
                routeServices,
                policies,
                limits,
                rest,
                web,
                webrtc,
                accounts,
                rtmp,
                tables,
                RecordsConfig.OFF,
                log);
    }

    /// What is spoken with whom calls come in by; empty where that differs from call to call.
    public Map<String, String> protocols() {
        var all = new HashMap<String, String>();
        h323.peers().forEach(p -> all.put(p.name(), "h323"));
        sip.peers().forEach(p -> all.put(p.name(), "sip"));
        all.put(Account.TRUNK, "");
        all.put(GuestPolicy.TRUNK, "webrtc");
        all.put(CallOrder.INGRESS, "");
        return Map.copyOf(all);
    }

    /// Names of all peers, those of H.323 first.
    public List<String> peers() {
        var names = new ArrayList<>(h323.peers().stream().map(H323Peer::name).toList());
        names.addAll(sip.peers().stream().map(SipPeer::name).toList());
        return List.copyOf(names);
    }
}
