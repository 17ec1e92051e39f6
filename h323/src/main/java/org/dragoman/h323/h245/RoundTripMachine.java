package org.dragoman.h323.h245;

import java.util.List;
import org.dragoman.h323.h245.H245Message.RoundTripDelayRequest;

/// Asks the peer now and then whether it is still there; a peer that leaves several questions
/// unanswered is gone (H14). Source: H.245 §5.7, §B.7.
final class RoundTripMachine {
    private RoundTripMachine() {}

    sealed interface State {}

    record Off() implements State {}

    /// The next question is due when the timer expires.
    record Resting(int sequence) implements State {}

    /// - {@code unanswered}: questions in a row without an answer, this one included.
    record AwaitingReply(int sequence, int unanswered) implements State {}

    record Lost() implements State {}

    sealed interface Input {}

    record Begin() implements Input {}

    record Answered(int sequence) implements Input {}

    record Expired(int unansweredAllowed) implements Input {}

    record Step(State next, List<H245Message> sent) {}

    static Step step(State state, Input input) {
        return switch (input) {
            case Begin _ ->
                    state instanceof Off ? new Step(new Resting(0), List.of()) : stay(state);
            case Answered(int sequence) ->
                    state instanceof AwaitingReply(int asked, int _) && asked == sequence
                            ? new Step(new Resting(asked), List.of())
                            : stay(state);
            case Expired(int allowed) ->
                    switch (state) {
                        case Resting(int sequence) -> ask(sequence, 1);
                        case AwaitingReply(int sequence, int unanswered) ->
                                unanswered >= allowed
                                        ? new Step(new Lost(), List.of())
                                        : ask(sequence, unanswered + 1);
                        case Off _, Lost _ -> stay(state);
                    };
        };
    }

    private static Step ask(int sequence, int unanswered) {
        int next = (sequence + 1) & 0xFF;
        return new Step(
                new AwaitingReply(next, unanswered), List.of(new RoundTripDelayRequest(next)));
    }

    private static Step stay(State state) {
        return new Step(state, List.of());
    }
}
