package org.dragoman.webrtc.signal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;

/// What the gateway says to a page. Written by {@link MessageWriter}.
public sealed interface ServerMessage {

    /// The first message on a WebSocket, and again after a login that failed.
    record Hello(int version, String product, String realm, String nonce)
            implements ServerMessage {}

    /// The page is logged in.
    ///
    /// - {@code session}: with it the page may come back after its network failed; secret.
    /// - {@code account}: empty for a guest.
    record Welcome(
            String ref,
            String session,
            String account,
            Optional<String> name,
            List<IceServer> iceServers)
            implements ServerMessage {}

    /// A server that helps the browser to reach the gateway, as RTCPeerConnection takes it.
    record IceServer(List<String> urls, Optional<String> username, Optional<String> credential) {
        public IceServer {
            urls = List.copyOf(urls);
        }
    }

    /// What was asked is done, or on its way.
    record Done(String ref) implements ServerMessage {}

    /// What was asked is not done.
    ///
    /// - {@code field}: the field at fault, or empty.
    record Refused(String ref, String code, String field, String text) implements ServerMessage {}

    record Pong(String ref) implements ServerMessage {}

    /// The calls of the account, newest first.
    record History(List<Past> calls) implements ServerMessage {
        public History {
            calls = List.copyOf(calls);
        }

        /// - {@code direction}: {@code in} or {@code out}.
        /// - {@code at}: when it began, in UTC.
        public record Past(
                String direction,
                Optional<String> number,
                Optional<String> name,
                Instant at,
                long seconds,
                String reason) {}
    }

    /// Someone calls.
    record Incoming(
            String call,
            Optional<String> number,
            Optional<String> name,
            String to,
            boolean video,
            String sdp)
            implements ServerMessage {}

    /// How far a call of the page has come.
    ///
    /// - {@code sound}: there is something to hear.
    record Progress(String call, Stage stage, boolean sound, Optional<String> sdp)
            implements ServerMessage {
        public enum Stage {
            TRYING,
            PROGRESS,
            RINGING
        }
    }

    /// - {@code number}, {@code name}: who answered, where that is known.
    record Answered(
            String call, Optional<String> sdp, Optional<String> number, Optional<String> name)
            implements ServerMessage {}

    /// The other side wants other media; {@link ClientMessage.Answer} is due.
    record Offer(String call, String sdp) implements ServerMessage {}

    /// The answer to {@link ClientMessage.Update}.
    record Updated(String call, String sdp) implements ServerMessage {}

    /// The other side holds.
    record Held(String call) implements ServerMessage {}

    record Resumed(String call) implements ServerMessage {}

    record Digit(String call, char digit) implements ServerMessage {}

    /// The other side is now somebody else.
    record Identity(String call, Optional<String> number, Optional<String> name)
            implements ServerMessage {}

    /// How a transfer goes that this page asked for.
    record Transferring(String call, String status, Optional<Cause> cause)
            implements ServerMessage {}

    /// How the call sounds, every few seconds.
    ///
    /// - {@code lossPercent}: of what the page sent since the last message, {@code farLossPercent}
    ///   of what it was sent.
    /// - {@code score}: mean opinion of what the page says, 1 to 4.5, where it can be told.
    record Quality(
            String call,
            double roundTripMillis,
            double jitterMillis,
            double lossPercent,
            double farLossPercent,
            Optional<Double> score)
            implements ServerMessage {}

    /// The call is over.
    record Ended(String call, Cause cause) implements ServerMessage {}
}
