package org.dragoman.h323.h245;

import java.util.List;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySet;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetAck;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetReject;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetRelease;

/// Telling the peer what we can receive. Source: H.245 §C.3, outgoing side. The incoming side
/// has no state: each set is acknowledged with its own number (H9).
final class CapabilityMachine {
    private CapabilityMachine() {}

    sealed interface State {
        /// The number of the set sent last, 0 before the first.
        int sequence();
    }

    /// Nothing is on the way.
    ///
    /// - {@code accepted}: whether the peer took the last one.
    record Idle(int sequence, boolean accepted) implements State {}

    record AwaitingReply(int sequence) implements State {}

    static final State START = new Idle(0, false);

    sealed interface Input {}

    /// Say this; it replaces what was said before.
    record Tell(CapabilitySet capabilities) implements Input {}

    record Received(H245Message message) implements Input {}

    record Expired() implements Input {}

    /// - {@code timer}: whether T101 runs afterwards; {@code failed}: the peer refused or
    ///   is silent.
    record Step(State next, List<H245Message> sent, boolean timer, boolean failed) {}

    static Step step(State state, Input input) {
        return switch (input) {
            case Tell(var capabilities) -> {
                int number = state.sequence() % 255 + 1;
                yield new Step(
                        new AwaitingReply(number),
                        List.of(new TerminalCapabilitySet(number, capabilities)),
                        true,
                        false);
            }
            case Received(TerminalCapabilitySetAck(int number)) ->
                    state instanceof AwaitingReply(int ours) && ours == number
                            ? new Step(new Idle(ours, true), List.of(), false, false)
                            : stay(state); // an answer to a set since replaced
            case Received(TerminalCapabilitySetReject(int number)) ->
                    state instanceof AwaitingReply(int ours) && ours == number
                            ? new Step(new Idle(ours, false), List.of(), false, true)
                            : stay(state);
            case Received _ -> stay(state); // the session gives us no other message
            case Expired _ ->
                    state instanceof AwaitingReply(int ours)
                            ? new Step(
                                    new Idle(ours, false),
                                    List.of(new TerminalCapabilitySetRelease()),
                                    false,
                                    true)
                            : stay(state);
        };
    }

    private static Step stay(State state) {
        return new Step(state, List.of(), state instanceof AwaitingReply, false);
    }
}
