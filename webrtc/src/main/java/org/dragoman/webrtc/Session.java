package org.dragoman.webrtc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.webrtc.signal.Input;
import org.dragoman.webrtc.signal.MessageWriter;
import org.dragoman.webrtc.signal.ServerMessage;

/// Someone on a page who may call, and the calls there are. It outlives the WebSocket for a while:
/// what the page is told meanwhile is kept for it. Safe from any thread.
final class Session {
    static final int CALLS = 8; // at a time
    private static final int MISSED = 200; // messages kept for a page that is away

    /// Who it is.
    sealed interface Who {
        Party party();

        /// - {@code number}: of the account.
        record Member(Account account) implements Who {
            @Override
            public Party party() {
                return account.party();
            }
        }

        /// - {@code mayCall}: the only number.
        record Visitor(Party party, String mayCall) implements Who {}
    }

    private final String secret;
    private final Who who;
    private final Map<String, WebRtcLeg> legs = new ConcurrentHashMap<>();
    private final Deque<String> missed = new ArrayDeque<>();
    private Optional<WebSocketLink> link;
    private Optional<CallHistory.Following> following = Optional.empty();
    private boolean over;

    Session(String secret, Who who, WebSocketLink link) {
        this.secret = secret;
        this.who = who;
        this.link = Optional.of(link);
    }

    String secret() {
        return secret;
    }

    Who who() {
        return who;
    }

    synchronized void send(ServerMessage message) {
        var text = MessageWriter.write(message);
        if (link.isPresent()) {
            link.get().send(text);
        } else if (!over && missed.size() < MISSED) {
            missed.add(text);
        }
    }

    /// The page came back by another WebSocket.
    ///
    /// - Returns: false where the session is over.
    synchronized boolean attach(WebSocketLink other, ServerMessage welcome) {
        if (over) {
            return false;
        }
        link.filter(l -> l != other).ifPresent(l -> l.close(WebSocketLink.POLICY, "replaced"));
        link = Optional.of(other);
        other.send(MessageWriter.write(welcome));
        missed.forEach(other::send);
        missed.clear();
        return true;
    }

    /// The WebSocket is gone.
    ///
    /// - Returns: false where the page has another one by now.
    synchronized boolean detach(WebSocketLink gone) {
        if (link.filter(l -> l == gone).isEmpty()) {
            return false;
        }
        link = Optional.empty();
        return true;
    }

    synchronized boolean isAway() {
        return link.isEmpty();
    }

    synchronized boolean isOver() {
        return over;
    }

    /// The page is told the calls of its account from now on.
    synchronized void follow(CallHistory history, String account) {
        unfollow();
        if (!over) {
            following = Optional.of(history.follow(account, past -> send(told(past))));
        }
    }

    private void unfollow() {
        following.ifPresent(CallHistory.Following::close);
        following = Optional.empty();
    }

    private static ServerMessage told(List<PastCall> past) {
        return new ServerMessage.History(
                past.stream()
                        .map(
                                p ->
                                        new ServerMessage.History.Past(
                                                p.direction().name().toLowerCase(Locale.ROOT),
                                                p.number(),
                                                p.name(),
                                                p.at(),
                                                p.talked().toSeconds(),
                                                p.reason()))
                        .toList());
    }

    /// The page does not come back: its calls end.
    void end(Cause cause) {
        synchronized (this) {
            over = true;
            link = Optional.empty();
            missed.clear();
            unfollow();
        }
        legs.values().forEach(leg -> leg.receive(new Input.Left(cause)));
    }

    /// Enters a call; false where there is one of that name, or no room, or nobody to talk to.
    synchronized boolean enter(String call, WebRtcLeg leg) {
        return !over && legs.size() < CALLS && legs.putIfAbsent(call, leg) == null;
    }

    boolean hasRoom() {
        return legs.size() < CALLS;
    }

    void leave(String call, WebRtcLeg leg) {
        legs.remove(call, leg);
    }

    Optional<WebRtcLeg> leg(String call) {
        return Optional.ofNullable(legs.get(call));
    }

    List<String> calls() {
        return List.copyOf(legs.keySet());
    }
}
