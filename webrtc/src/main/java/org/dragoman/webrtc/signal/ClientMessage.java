package org.dragoman.webrtc.signal;

import java.time.Duration;
import java.util.Optional;

/// What a page says. Read by {@link MessageReader}; what exists is valid.
public sealed interface ClientMessage {
    /// Comes back with the reply; empty where the page wants none.
    String ref();

    /// Proves who is there.
    ///
    /// - {@code response}: see {@link LoginProof}.
    record Login(String ref, String account, String cnonce, String response)
            implements ClientMessage {}

    /// Someone without an account, who may call this number alone.
    ///
    /// - {@code token}: from the operator's own server, see {@link GuestToken}.
    record Guest(String ref, String to, Optional<String> name, Optional<String> token)
            implements ClientMessage {}

    /// The same page on a new WebSocket, after the network failed.
    record Reconnect(String ref, String session) implements ClientMessage {}

    record Ping(String ref) implements ClientMessage {}

    /// Wants the calls of its account, now and whenever they change.
    record History(String ref) implements ClientMessage {}

    /// Wants the calls of its account forgotten.
    record Forget(String ref) implements ClientMessage {}

    /// What concerns a call.
    sealed interface OfCall extends ClientMessage {
        /// Names the call within the session.
        String call();
    }

    /// - {@code to}: a number or a name.
    record Call(String ref, String call, String to, String sdp) implements OfCall {}

    /// An incoming call is shown to the user.
    record Ringing(String ref, String call) implements OfCall {}

    /// The answer to an incoming call, or to an offer in the middle of a call.
    record Answer(String ref, String call, String sdp) implements OfCall {}

    /// An offer of the page in the middle of a call: ICE restart, another device.
    record Update(String ref, String call, String sdp) implements OfCall {}

    record Hangup(String ref, String call, Reason reason) implements OfCall {
        public enum Reason {
            NORMAL(16),
            BUSY(17),
            DECLINED(21);

            private final int q850;

            Reason(int q850) {
                this.q850 = q850;
            }

            int q850() {
                return q850;
            }
        }
    }

    /// - {@code length}: of each digit.
    record Dtmf(String ref, String call, String digits, Duration length) implements OfCall {}

    record Hold(String ref, String call) implements OfCall {}

    record Resume(String ref, String call) implements OfCall {}

    /// Connects the other side to somebody else: blind.
    record Transfer(String ref, String call, String to) implements OfCall {}

    /// Connects the other sides of two calls of this session: attended.
    record Join(String ref, String call, String with) implements OfCall {}

    /// A candidate of the page. None is needed: the gateway answers where packets come from
    /// (ICE-lite), so it is taken and forgotten.
    record Candidate(String ref, String call) implements OfCall {}
}
