package org.dragoman.h323.h245;

import java.util.List;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelConfirm;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;

/// One logical channel that we send on: one that we open (H.245 §C.4, outgoing side), or our
/// direction of one that the peer opens both ways (§B.3.4).
final class OutgoingChannelMachine {
    private OutgoingChannelMachine() {}

    sealed interface State {}

    record Released() implements State {}

    record AwaitingEstablishment() implements State {}

    record Established() implements State {}

    record AwaitingRelease() implements State {}

    sealed interface Input {}

    record Open(OpenLogicalChannel proposal) implements Input {}

    /// It is open already: fast start did it (H.323 §8.1.7.1).
    record OpenedByFastStart() implements Input {}

    /// The peer opened it with its own; it stands when the peer confirms that (H.245 §B.3.4).
    record OpenedByPeer() implements Input {}

    record Close(int number) implements Input {}

    record Received(H245Message message) implements Input {}

    record Expired(int number) implements Input {}

    /// What the session must know.
    enum Report {
        NOTHING,
        ESTABLISHED,
        REFUSED,
        GONE
    }

    /// - {@code timer}: whether T103 runs afterwards.
    record Step(State next, List<H245Message> sent, boolean timer, Report report) {}

    private record On(State state, Input input) {}

    static Step step(State state, Input input) {
        return switch (new On(state, input)) {
            case On(Released _, Open(var proposal)) ->
                    new Step(new AwaitingEstablishment(), List.of(proposal), true, Report.NOTHING);
            case On(Released _, OpenedByFastStart _) -> go(new Established(), Report.NOTHING);
            case On(Released _, OpenedByPeer _) ->
                    new Step(new AwaitingEstablishment(), List.of(), true, Report.NOTHING);
            case On(AwaitingEstablishment _, Received(OpenLogicalChannelAck _)) ->
                    go(new Established(), Report.ESTABLISHED);
            case On(AwaitingEstablishment _, Received(OpenLogicalChannelConfirm _)) ->
                    go(new Established(), Report.ESTABLISHED);
            case On(AwaitingEstablishment _, Received(OpenLogicalChannelReject _)) ->
                    go(new Released(), Report.REFUSED);
            case On(AwaitingEstablishment _, Expired(int number)) ->
                    new Step(
                            new Released(),
                            List.of(new CloseLogicalChannel(number)),
                            false,
                            Report.REFUSED);
            case On(AwaitingEstablishment _, Close(int number)) -> close(number);
            case On(Established _, Close(int number)) -> close(number);
            // Refused after the fact: H.245 §C.4 lets the peer do that.
            case On(Established _, Received(OpenLogicalChannelReject _)) ->
                    go(new Released(), Report.GONE);
            case On(AwaitingRelease _, Received(CloseLogicalChannelAck _)) ->
                    go(new Released(), Report.GONE);
            case On(AwaitingRelease _, Received(OpenLogicalChannelReject _)) ->
                    go(new Released(), Report.GONE);
            // A peer that never answers has no channel either.
            case On(AwaitingRelease _, Expired _) -> go(new Released(), Report.GONE);
            case On(_, Expired _), On(_, Received _), On(_, Close _) -> stay(state);
            case On(_, Open _), On(_, OpenedByFastStart _), On(_, OpenedByPeer _) ->
                    throw new IllegalStateException("the channel is in use: " + state);
        };
    }

    private static Step close(int number) {
        return new Step(
                new AwaitingRelease(),
                List.of(new CloseLogicalChannel(number)),
                true,
                Report.NOTHING);
    }

    private static Step go(State next, Report report) {
        return new Step(next, List.of(), false, report);
    }

    private static Step stay(State state) {
        return new Step(
                state,
                List.of(),
                state instanceof AwaitingEstablishment || state instanceof AwaitingRelease,
                Report.NOTHING);
    }
}
