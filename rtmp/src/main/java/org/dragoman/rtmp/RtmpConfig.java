package org.dragoman.rtmp;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.dragoman.rtmp.net.RtmpListener;

/// How the gateway speaks RTMP. Without a listener it does not.
///
/// - {@code severalClients}: what becomes of clients that are logged in to an account already.
/// - {@code passwords}: by number of account, in clear: what FreeSWITCH's clients prove cannot
///   be checked by hashes. Empty where no such client is served.
/// - {@code video}: H.264 is offered for clients that show it.
/// - {@code streams}: by name: what encoders publish to and players play.
public record RtmpConfig(
        List<Listener> listeners,
        RtmpListener.Limits limits,
        SeveralClients severalClients,
        Map<String, String> passwords,
        Map<String, Stream> streams,
        boolean video) {

    public static final int DEFAULT_PORT = 1935;

    public record Listener(InetSocketAddress address, Kind kind) {}

    /// How clients connect to a listener.
    ///
    /// - {@code tls}: by TLS; {@code tunnelled}: by HTTP requests.
    public enum Kind {
        RTMP(false, false, DEFAULT_PORT),
        RTMPS(true, false, 443),
        RTMPT(false, true, 80),
        RTMPTS(true, true, 443);

        private final boolean tls;
        private final boolean tunnelled;
        private final int port;

        Kind(boolean tls, boolean tunnelled, int port) {
            this.tls = tls;
            this.tunnelled = tunnelled;
            this.port = port;
        }

        public boolean tls() {
            return tls;
        }

        public boolean tunnelled() {
            return tunnelled;
        }

        /// Where clients connect that are told no port.
        public int port() {
            return port;
        }
    }

    /// Who is called, of several clients of an account (field bug R7).
    public enum SeveralClients {
        /// All of them ring.
        ALL,
        /// The newest one alone; the others stay connected and can call.
        NEWEST
    }

    /// A name that plain streaming programs use: who publishes to it or plays it is in a call.
    ///
    /// - {@code token}: what they must show.
    /// - {@code account}: the number of the account that calls.
    /// - {@code calls}: whom it calls.
    /// - {@code video}: H.264 is offered beside the sound.
    public record Stream(String token, String account, String calls, boolean video) {
        /// The token is a secret.
        @Override
        public String toString() {
            return account + " calls " + calls;
        }
    }

    /// Speaks no RTMP.
    public static final RtmpConfig NONE =
            new RtmpConfig(
                    List.of(),
                    RtmpListener.Limits.DEFAULT,
                    SeveralClients.ALL,
                    Map.of(),
                    Map.of(),
                    true);

    public RtmpConfig {
        listeners = List.copyOf(listeners);
        passwords = Map.copyOf(passwords);
        streams = Map.copyOf(streams);
    }

    /// Passwords are not shown.
    @Override
    public String toString() {
        return "RTMP at " + listeners + ", streams " + streams.keySet();
    }
}
