package org.dragoman.h323.h245;

import java.util.List;
import org.dragoman.h323.h245.H245Message.MasterSlaveDetermination;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationAck;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationReject;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationRelease;

/// Which side decides where two channels conflict. Source: H.245 §C.2; terminal types H.323
/// §6.2.8.4.
final class MasterSlaveMachine {
    static final int TERMINAL_TYPE = 60; // gateway without MC, H.323 Table 1 (§6.2.8.4)
    static final int ATTEMPTS = 10; // N100, H.245 §C.2; chosen by the endpoint
    private static final int MODULUS = 0x1000000;
    private static final int HALF = 0x800000;

    private MasterSlaveMachine() {}

    sealed interface State {}

    /// Nothing was asked yet.
    record Idle() implements State {}

    /// Our number is out (OUTGOING AWAITING RESPONSE).
    record AwaitingReply(int number, int attempt) implements State {}

    /// We have decided and told the peer (INCOMING AWAITING RESPONSE).
    record AwaitingConfirmation(boolean master) implements State {}

    record Determined(boolean master) implements State {}

    record Failed() implements State {}

    sealed interface Input {}

    /// - {@code random}: 0 to 2^24 - 1, drawn for this input.
    record Begin(int random) implements Input {}

    record Received(H245Message message, int random) implements Input {}

    record Expired() implements Input {}

    /// - {@code timer}: whether T106 runs afterwards.
    record Step(State next, List<H245Message> sent, boolean timer) {}

    static Step step(State state, Input input) {
        return switch (input) {
            case Begin(int random) ->
                    switch (state) {
                        case Idle _, Failed _ -> ask(random, 1);
                        case AwaitingReply _, AwaitingConfirmation _, Determined _ -> stay(state);
                    };
            case Received(var message, int random) -> received(state, message, random);
            case Expired _ ->
                    switch (state) {
                        case AwaitingReply _ ->
                                new Step(
                                        new Failed(),
                                        List.of(new MasterSlaveDeterminationRelease()),
                                        false);
                        // The decision stands without the peer's echo of it: seen with old
                        // endpoints that confirm nothing.
                        case AwaitingConfirmation(boolean master) -> done(master);
                        case Idle _, Determined _, Failed _ -> stay(state);
                    };
        };
    }

    private static Step received(State state, H245Message message, int random) {
        return switch (message) {
            case MasterSlaveDetermination m -> asked(state, m, random);
            case MasterSlaveDeterminationAck(boolean master) ->
                    switch (state) {
                        case AwaitingReply _ ->
                                new Step(
                                        new Determined(master),
                                        List.of(new MasterSlaveDeterminationAck(!master)),
                                        false);
                        case AwaitingConfirmation(boolean mine) ->
                                mine == master
                                        ? done(mine)
                                        : new Step(new Failed(), List.of(), false);
                        case Idle _, Determined _, Failed _ -> stay(state);
                    };
            case MasterSlaveDeterminationReject _ ->
                    state instanceof AwaitingReply(int _, int attempt)
                            ? again(random, attempt)
                            : stay(state);
            case MasterSlaveDeterminationRelease _ ->
                    state instanceof AwaitingConfirmation
                            ? new Step(new Failed(), List.of(), false)
                            : stay(state);
            default -> stay(state); // the session gives us no other message
        };
    }

    private static Step asked(State state, MasterSlaveDetermination theirs, int random) {
        int number = state instanceof AwaitingReply(int mine, int _) ? mine : random;
        int difference = Math.floorMod(theirs.number() - number, MODULUS);
        boolean tie =
                theirs.terminalType() == TERMINAL_TYPE && (difference == 0 || difference == HALF);
        if (tie) {
            return state instanceof AwaitingReply(int _, int attempt)
                    ? again(random, attempt)
                    : new Step(state, List.of(new MasterSlaveDeterminationReject()), false);
        }
        boolean master =
                theirs.terminalType() == TERMINAL_TYPE
                        ? difference < HALF
                        : theirs.terminalType() < TERMINAL_TYPE;
        return new Step(
                new AwaitingConfirmation(master),
                List.of(new MasterSlaveDeterminationAck(!master)),
                true);
    }

    private static Step ask(int number, int attempt) {
        return new Step(
                new AwaitingReply(number, attempt),
                List.of(new MasterSlaveDetermination(TERMINAL_TYPE, number)),
                true);
    }

    private static Step again(int random, int attempt) {
        return attempt >= ATTEMPTS
                ? new Step(new Failed(), List.of(), false)
                : ask(random, attempt + 1);
    }

    private static Step done(boolean master) {
        return new Step(new Determined(master), List.of(), false);
    }

    private static Step stay(State state) {
        return new Step(
                state,
                List.of(),
                state instanceof AwaitingReply || state instanceof AwaitingConfirmation);
    }
}
