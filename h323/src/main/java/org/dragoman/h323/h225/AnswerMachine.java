package org.dragoman.h323.h225;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.h323.h225.CallTimers.Name;
import org.dragoman.h323.q931.MessageType;

/// The called side of a call's signalling. How long the called party may ring is the caller's
/// and the core's to say; only the wait for digits has a timer here. Source: Q.931 §5.2
/// (acceptance) and §5.3 (clearing), with the messages that H.225.0 §7.1 leaves.
public final class AnswerMachine {
    private AnswerMachine() {}

    /// Where the call stands.
    public sealed interface State {
        /// The Q.931 call state of the user's side, for Status (Q.931 §4.5.7).
        int callState();

        /// Whether digits are awaited under T302.
        default boolean awaitsDigits() {
            return false;
        }
    }

    /// Setup came; nothing was said yet.
    public record AwaitingDecision() implements State {
        @Override
        public int callState() {
            return 6;
        }
    }

    /// We asked for more digits.
    public record AwaitingDigits() implements State {
        @Override
        public int callState() {
            return 25;
        }

        @Override
        public boolean awaitsDigits() {
            return true;
        }
    }

    /// CallProceeding was said.
    public record AwaitingAlerting() implements State {
        @Override
        public int callState() {
            return 9;
        }
    }

    /// Alerting was said.
    public record AwaitingAnswer() implements State {
        @Override
        public int callState() {
            return 7;
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

    public record ConnectionLost() implements Input {}

    /// A message of this type came; {@code cause}: the reason it gives, if it clears the call.
    public record Received(MessageType type, Optional<Cause> cause) implements Input {}

    public record Proceed() implements Input {}

    public record AskForDigits() implements Input {}

    /// - {@code worth}: whether it says something new: that there is sound, or which.
    public record Progress(boolean worth) implements Input {}

    public record Ring(boolean worth) implements Input {}

    public record Answer() implements Input {}

    public record HangUp(Cause cause) implements Input {}

    public record Expired(Name timer) implements Input {}

    /// What goes out.
    public sealed interface Output {}

    public record Send(MessageType type) implements Output {}

    public record SendRelease(Cause cause) implements Output {}

    /// Send Status with this cause (Q.931 §5.8).
    public record SendStatus(int cause) implements Output {}

    /// Tell the call what this message brought.
    public record Report(MessageType what) implements Output {}

    /// No digit came for long: the number is complete.
    public record ReportDigitsComplete() implements Output {}

    public record ReportEnd(Cause cause) implements Output {}

    public record Step(State next, List<Output> outputs) {}

    private record On(State state, Input input) {}

    private static final int RESPONSE_TO_ENQUIRY = 30; // Q.850
    private static final int NOT_COMPATIBLE = 101; // Q.850

    public static Step step(State state, Input input) {
        return switch (new On(state, input)) {
            case On(Ended _, _) -> go(state); // late messages are normal
            case On(_, ConnectionLost _) -> go(new Ended(), new ReportEnd(Cause.TEMPORARY_FAILURE));
            case On(_, HangUp(var cause)) ->
                    go(new Ended(), new SendRelease(cause), new ReportEnd(cause));
            case On(AwaitingDecision _, Proceed _), On(AwaitingDigits _, Proceed _) ->
                    go(new AwaitingAlerting(), new Send(MessageType.CALL_PROCEEDING));
            case On(_, Proceed _) -> go(state);
            case On(AwaitingDecision _, AskForDigits _) ->
                    go(new AwaitingDigits(), new Send(MessageType.SETUP_ACKNOWLEDGE));
            case On(_, AskForDigits _) -> go(state);
            case On(Talking _, Progress _), On(Talking _, Ring _), On(Talking _, Answer _) ->
                    go(state);
            case On(AwaitingDecision _, Progress _), On(AwaitingDigits _, Progress _) ->
                    go(
                            new AwaitingAlerting(),
                            new Send(MessageType.CALL_PROCEEDING),
                            new Send(MessageType.PROGRESS));
            case On(_, Progress(boolean worth)) ->
                    worth ? go(state, new Send(MessageType.PROGRESS)) : go(state);
            // Alerting once; what a second one would add goes into Progress (H5).
            case On(AwaitingAnswer _, Ring(boolean worth)) ->
                    worth ? go(state, new Send(MessageType.PROGRESS)) : go(state);
            case On(_, Ring _) -> go(new AwaitingAnswer(), new Send(MessageType.ALERTING));
            case On(_, Answer _) -> go(new Talking(), new Send(MessageType.CONNECT));
            case On(AwaitingDigits _, Expired(var timer)) when timer == Name.T302 ->
                    go(new AwaitingDecision(), new ReportDigitsComplete());
            case On(_, Expired _) -> go(state); // a timer that lost the race
            case On(_, Received(var type, var cause)) -> received(state, type, cause);
        };
    }

    private static Step received(State state, MessageType type, Optional<Cause> cause) {
        return switch (type) {
            case RELEASE_COMPLETE ->
                    go(new Ended(), new ReportEnd(cause.orElse(Cause.PROTOCOL_ERROR)));
            // No part of H.225.0, but sent by gateways that pass on what the ISDN said.
            case DISCONNECT, RELEASE ->
                    go(
                            new Ended(),
                            new SendRelease(Cause.NORMAL_CLEARING),
                            new ReportEnd(cause.orElse(Cause.PROTOCOL_ERROR)));
            case STATUS_ENQUIRY -> go(state, new SendStatus(RESPONSE_TO_ENQUIRY)); // H15
            // Digits while the number is incomplete, digits and services afterwards.
            case INFORMATION, FACILITY, NOTIFY, STATUS, USER_INFORMATION, CONNECT_ACKNOWLEDGE ->
                    go(state, new Report(type));
            case PROGRESS -> go(state); // says something of the caller's way, nothing to map
            case SETUP, SETUP_ACKNOWLEDGE, CALL_PROCEEDING, ALERTING, CONNECT ->
                    go(state, new SendStatus(NOT_COMPATIBLE)); // Q.931 §5.8.4
        };
    }

    private static Step go(State next, Output... outputs) {
        return new Step(next, List.of(outputs));
    }
}
