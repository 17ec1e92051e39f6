package org.dragoman.h323.h225;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.h323.h225.CallTimers.Name;
import org.dragoman.h323.q931.MessageType;

/// The calling side of a call's signalling. A state is named after what it waits for and owns
/// that wait's timer. Source: Q.931 §5.1 (origination) and §5.3 (clearing), with the messages
/// that H.225.0 §7.1 leaves: a call is cleared by ReleaseComplete alone.
public final class SetupMachine {
    private SetupMachine() {}

    /// Where the call stands.
    public sealed interface State {
        /// The Q.931 call state of the user's side, for Status (Q.931 §4.5.7).
        int callState();
    }

    /// A state that does not last for ever.
    public sealed interface Waiting extends State {
        Name timer();
    }

    /// The transport comes up; it gives up by itself.
    public record AwaitingConnection() implements State {
        @Override
        public int callState() {
            return 0;
        }
    }

    public record AwaitingReply() implements Waiting {
        @Override
        public Name timer() {
            return Name.T303;
        }

        @Override
        public int callState() {
            return 1;
        }
    }

    /// The peer wants more digits.
    public record AwaitingRoute() implements Waiting {
        @Override
        public Name timer() {
            return Name.T304;
        }

        @Override
        public int callState() {
            return 2;
        }
    }

    public record AwaitingAlerting() implements Waiting {
        @Override
        public Name timer() {
            return Name.T310;
        }

        @Override
        public int callState() {
            return 3;
        }
    }

    public record AwaitingAnswer() implements Waiting {
        @Override
        public Name timer() {
            return Name.T301;
        }

        @Override
        public int callState() {
            return 4;
        }
    }

    public record Talking() implements State {
        @Override
        public int callState() {
            return 10;
        }
    }

    public record Ended() implements State {
        @Override
        public int callState() {
            return 0;
        }
    }

    /// What comes in.
    public sealed interface Input {}

    public record ConnectionUp() implements Input {}

    /// The connection could not be made, or broke.
    public record ConnectionLost() implements Input {}

    /// A message of this type came; {@code cause}: the reason it gives, if it clears the call.
    public record Received(MessageType type, Optional<Cause> cause) implements Input {}

    /// The core has more digits of the number.
    public record MoreDigits() implements Input {}

    public record HangUp(Cause cause) implements Input {}

    public record Expired(Name timer) implements Input {}

    /// What goes out.
    public sealed interface Output {}

    /// Send a message of this type.
    public record Send(MessageType type) implements Output {}

    /// Send ReleaseComplete with this cause.
    public record SendRelease(Cause cause) implements Output {}

    /// Send Status with this cause (Q.931 §5.8).
    public record SendStatus(int cause) implements Output {}

    /// Tell the call; {@code what} is the message that brought the news.
    public record Report(MessageType what) implements Output {}

    /// It is over.
    public record ReportEnd(Cause cause) implements Output {}

    public record Step(State next, List<Output> outputs) {}

    private record On(State state, Input input) {}

    private static final Cause NO_USER_RESPONDING = Cause.gateway(18);
    private static final Cause NETWORK_OUT_OF_ORDER = Cause.gateway(38);
    private static final int RESPONSE_TO_ENQUIRY = 30; // Q.850
    private static final int NOT_COMPATIBLE = 101; // Q.850

    public static Step step(State state, Input input) {
        return switch (new On(state, input)) {
            case On(Ended _, _) -> go(state); // late messages are normal
            case On(AwaitingConnection _, ConnectionUp _) ->
                    go(new AwaitingReply(), new Send(MessageType.SETUP));
            case On(_, ConnectionUp _) -> go(state);
            case On(AwaitingConnection _, ConnectionLost _) -> end(NETWORK_OUT_OF_ORDER);
            case On(_, ConnectionLost _) -> end(Cause.TEMPORARY_FAILURE);
            case On(AwaitingConnection _, HangUp(var cause)) -> end(cause);
            case On(_, HangUp(var cause)) -> release(cause, cause);
            case On(AwaitingRoute _, MoreDigits _) ->
                    go(new AwaitingRoute(), new Send(MessageType.INFORMATION));
            case On(_, MoreDigits _) -> go(state); // the number was complete already
            case On(AwaitingAnswer w, Expired(var timer)) when timer == w.timer() ->
                    release(Cause.TIMER_EXPIRED, Cause.NO_ANSWER); // Q.931 §5.2.5.3, T301
            case On(Waiting w, Expired(var timer)) when timer == w.timer() ->
                    release(Cause.TIMER_EXPIRED, NO_USER_RESPONDING); // Q.931 §5.2.5.3
            case On(_, Expired _) -> go(state); // a timer that lost the race
            case On(_, Received(var type, var cause)) -> received(state, type, cause);
        };
    }

    private static Step received(State state, MessageType type, Optional<Cause> cause) {
        return switch (type) {
            case RELEASE_COMPLETE -> end(cause.orElse(Cause.PROTOCOL_ERROR));
            // No part of H.225.0, but sent by gateways that pass on what the ISDN said.
            case DISCONNECT, RELEASE ->
                    new Step(
                            new Ended(),
                            List.of(
                                    new SendRelease(Cause.NORMAL_CLEARING),
                                    new ReportEnd(cause.orElse(Cause.PROTOCOL_ERROR))));
            case SETUP_ACKNOWLEDGE ->
                    state instanceof AwaitingReply
                            ? go(new AwaitingRoute(), new Report(type))
                            : unexpected(state);
            case CALL_PROCEEDING ->
                    switch (state) {
                        case AwaitingReply _, AwaitingRoute _ ->
                                go(new AwaitingAlerting(), new Report(type));
                        // A gatekeeper sends one of its own first (H5).
                        case AwaitingAlerting _, AwaitingAnswer _, Talking _ ->
                                go(state, new Report(type));
                        case AwaitingConnection _, Ended _ -> unexpected(state);
                    };
            case PROGRESS ->
                    switch (state) {
                        // In-band treatment may last as long as ringing: Q.931 §5.1.6.
                        case AwaitingReply _, AwaitingRoute _, AwaitingAlerting _ ->
                                go(new AwaitingAlerting(), new Report(type));
                        case AwaitingAnswer _, Talking _ -> go(state, new Report(type));
                        case AwaitingConnection _, Ended _ -> unexpected(state);
                    };
            case ALERTING ->
                    switch (state) {
                        case AwaitingReply _, AwaitingRoute _, AwaitingAlerting _ ->
                                go(new AwaitingAnswer(), new Report(type));
                        case AwaitingAnswer _ -> go(state, new Report(type)); // twice: H5
                        case Talking _ -> go(state);
                        case AwaitingConnection _, Ended _ -> unexpected(state);
                    };
            case CONNECT ->
                    switch (state) {
                        case AwaitingReply _,
                                AwaitingRoute _,
                                AwaitingAlerting _,
                                AwaitingAnswer _ ->
                                go(new Talking(), new Report(type));
                        case Talking _ -> go(state);
                        case AwaitingConnection _, Ended _ -> unexpected(state);
                    };
            case STATUS_ENQUIRY -> go(state, new SendStatus(RESPONSE_TO_ENQUIRY)); // H15
            // Optional services; what they bring is read before the machine is asked.
            case FACILITY, NOTIFY, INFORMATION, STATUS, USER_INFORMATION, CONNECT_ACKNOWLEDGE ->
                    go(state, new Report(type));
            case SETUP -> unexpected(state);
        };
    }

    private static Step unexpected(State state) {
        return go(state, new SendStatus(NOT_COMPATIBLE)); // Q.931 §5.8.4
    }

    private static Step release(Cause told, Cause reported) {
        return new Step(new Ended(), List.of(new SendRelease(told), new ReportEnd(reported)));
    }

    private static Step end(Cause cause) {
        return go(new Ended(), new ReportEnd(cause));
    }

    private static Step go(State next, Output... outputs) {
        return new Step(next, List.of(outputs));
    }
}
