package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SessionExpires;
import org.dragoman.sip.message.SessionExpires.Refresher;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// How long the session lasts without a refresh, and who refreshes it, as a value.
///
/// - {@code wanted}: what we ask for; absent where the peer has no session timer.
/// - {@code minimum}: the shortest interval either side accepts.
/// - {@code interval}: what is agreed; absent while nothing is.
/// - {@code ours}: whether we refresh.
/// - Source: RFC 4028.
record SessionTimer(
        Optional<Duration> wanted, Duration minimum, Optional<Duration> interval, boolean ours) {

    static SessionTimer of(SipPeer peer) {
        return new SessionTimer(
                peer.sessionExpires(), SipPeer.MIN_SESSION, Optional.empty(), false);
    }

    /// The headers of a request that may begin or refresh the session.
    Headers asked() {
        if (interval.isPresent()) {
            var refresher = ours ? Refresher.UAC : Refresher.UAS;
            return headers(new SessionExpires(interval.get(), Optional.of(refresher)));
        }
        return wanted.map(w -> headers(new SessionExpires(atLeast(w), Optional.empty())))
                .orElse(Headers.NONE);
    }

    private Headers headers(SessionExpires expires) {
        return Headers.NONE
                .with("Session-Expires", expires.toString())
                .with("Min-SE", Long.toString(minimum.toSeconds()));
    }

    private Duration atLeast(Duration length) {
        return length.compareTo(minimum) < 0 ? minimum : length;
    }

    /// The peer refused the interval with a 422 (RFC 4028 §7.3).
    SessionTimer raised(SipMessage refusal) {
        var least = SessionExpires.minimum(refusal.headers()).orElse(minimum);
        var higher = least.compareTo(minimum) > 0 ? least : minimum;
        return new SessionTimer(
                wanted, higher, interval.map(i -> i.compareTo(higher) < 0 ? higher : i), ours);
    }

    /// Whether a request's interval is too short for us: 422 then (RFC 4028 §9).
    static boolean isTooShort(SipRequest request) {
        return SessionExpires.of(request.headers())
                .map(s -> s.interval().compareTo(SipPeer.MIN_SESSION) < 0)
                .orElse(false);
    }

    /// What we agree to when a request of the peer asks (RFC 4028 §9).
    SessionTimer answering(SipRequest request) {
        var asked = SessionExpires.of(request.headers());
        boolean peerCan = request.headers().words("Supported").contains("timer");
        if (asked.isPresent()) {
            boolean byUs = !peerCan || asked.get().refresher().equals(Optional.of(Refresher.UAS));
            return agreed(asked.get().interval(), byUs);
        }
        if (peerCan && wanted.isPresent()) {
            var least = SessionExpires.minimum(request.headers()).orElse(minimum);
            var length = wanted.get().compareTo(least) < 0 ? least : wanted.get();
            return agreed(length, true);
        }
        return new SessionTimer(wanted, minimum, Optional.empty(), false);
    }

    /// The headers of the 2xx that says so.
    Headers answer(boolean peerCan) {
        if (interval.isEmpty()) {
            return Headers.NONE;
        }
        var refresher = ours ? Refresher.UAS : Refresher.UAC;
        var headers =
                Headers.NONE.with(
                        "Session-Expires",
                        new SessionExpires(interval.get(), Optional.of(refresher)).toString());
        return !ours && peerCan ? headers.with("Require", "timer") : headers;
    }

    /// What a 2xx to our request agreed to (RFC 4028 §7.2).
    SessionTimer answered(SipResponse response) {
        return SessionExpires.of(response.headers())
                .map(s -> agreed(s.interval(), !s.refresher().equals(Optional.of(Refresher.UAS))))
                .orElseGet(() -> new SessionTimer(wanted, minimum, Optional.empty(), false));
    }

    private SessionTimer agreed(Duration length, boolean byUs) {
        return new SessionTimer(wanted, minimum, Optional.of(atLeast(length)), byUs);
    }

    /// The timers to run from now (RFC 4028 §10): half way to refresh, and a bit before the end to
    /// give up.
    List<Output> timers() {
        if (interval.isEmpty()) {
            return List.of(new Output.Stop(Timer.REFRESH), new Output.Stop(Timer.EXPIRY));
        }
        var length = interval.get();
        var third = length.dividedBy(3);
        var margin = third.compareTo(Timer.GIVE_UP) < 0 ? third : Timer.GIVE_UP;
        var expiry = new Output.Start(Timer.EXPIRY, length.minus(margin));
        return ours
                ? List.of(new Output.Start(Timer.REFRESH, length.dividedBy(2)), expiry)
                : List.of(new Output.Stop(Timer.REFRESH), expiry);
    }
}
