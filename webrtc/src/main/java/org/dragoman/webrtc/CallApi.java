package org.dragoman.webrtc;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.Cause;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.time.Timers;
import org.dragoman.webrtc.signal.MessageReader;

/// The call API in JSON: takes WebSockets of pages, lets them log in, and brings their calls into
/// the gateway. Its messages are told in docs/protocols/webrtc.md.
public final class CallApi implements WebSocketLink.Service {
    public static final String SUBPROTOCOL = "dragoman.calls.v1";

    /// How long a page whose network failed may take to come back.
    public static final Duration AWAY = Duration.ofSeconds(20);

    static final int VERSION = 1;
    private static final int SECRET = 16; // bytes
    private static final Cause LOST = Cause.gateway(27); // Q.850: destination out of order

    /// What it works with.
    ///
    /// - {@code entrance}: of calls from pages.
    /// - {@code history}: of the calls that accounts had.
    public record Surroundings(
            Accounts accounts,
            LoginGuard guard,
            Registrations registrations,
            CallEntrance entrance,
            CallHistory history,
            Timers timers) {}

    private final CallApiConfig config;
    private final Surroundings surroundings;
    private final GuestDesk guests;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>(); // by secret

    public CallApi(CallApiConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.guests = new GuestDesk(config.guests(), surroundings.timers());
    }

    @Override
    public String subprotocol() {
        return SUBPROTOCOL;
    }

    @Override
    public int longestMessage() {
        return MessageReader.LONGEST;
    }

    @Override
    public WebSocketLink.Ear opened(WebSocketLink link) {
        return new Conversation(this, link);
    }

    CallApiConfig config() {
        return config;
    }

    Surroundings with() {
        return surroundings;
    }

    GuestDesk guests() {
        return guests;
    }

    SecureRandom random() {
        return random;
    }

    /// Sixteen bytes that nobody guesses, in hexadecimal.
    String secret() {
        var bytes = new byte[SECRET];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Session begin(Session.Who who, WebSocketLink link) {
        var session = new Session(secret(), who, link);
        sessions.put(session.secret(), session);
        return session;
    }

    Optional<Session> session(String secret) {
        return Optional.ofNullable(sessions.get(secret));
    }

    /// The page said that it leaves.
    void end(Session session) {
        sessions.remove(session.secret());
        session.end(Cause.NORMAL_CLEARING);
    }

    /// The page's network failed; its calls wait a while for it.
    void away(Session session) {
        surroundings
                .timers()
                .after(
                        AWAY,
                        () -> {
                            if (session.isAway()) {
                                sessions.remove(session.secret());
                                session.end(LOST);
                            }
                        });
    }

    /// Pages that are logged in now, those away for a moment included.
    int size() {
        return sessions.size();
    }
}
