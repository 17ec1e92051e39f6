package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dragoman.h323.h245.H245Message.MasterSlaveDetermination;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationAck;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationReject;
import org.dragoman.h323.h245.H245Message.MasterSlaveDeterminationRelease;
import org.dragoman.h323.h245.MasterSlaveMachine.AwaitingConfirmation;
import org.dragoman.h323.h245.MasterSlaveMachine.AwaitingReply;
import org.dragoman.h323.h245.MasterSlaveMachine.Begin;
import org.dragoman.h323.h245.MasterSlaveMachine.Determined;
import org.dragoman.h323.h245.MasterSlaveMachine.Expired;
import org.dragoman.h323.h245.MasterSlaveMachine.Failed;
import org.dragoman.h323.h245.MasterSlaveMachine.Idle;
import org.dragoman.h323.h245.MasterSlaveMachine.Input;
import org.dragoman.h323.h245.MasterSlaveMachine.Received;
import org.dragoman.h323.h245.MasterSlaveMachine.State;
import org.dragoman.h323.h245.MasterSlaveMachine.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// H.245 §C.2: who decides, by terminal type and number; ties, silence and races.
class MasterSlaveMachineTest {
    record Case(String name, State from, Input input, State to, List<H245Message> sent) {}

    private static final int RANDOM = 77;

    private static Input got(H245Message message) {
        return new Received(message, RANDOM);
    }

    private static MasterSlaveDetermination theirs(int type, int number) {
        return new MasterSlaveDetermination(type, number);
    }

    private static final MasterSlaveDeterminationAck YOU_ARE_MASTER =
            new MasterSlaveDeterminationAck(true);
    private static final MasterSlaveDeterminationAck YOU_ARE_SLAVE =
            new MasterSlaveDeterminationAck(false);

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "we ask",
                            new Idle(),
                            new Begin(RANDOM),
                            new AwaitingReply(RANDOM, 1),
                            List.of(theirs(60, RANDOM))),
                    new Case(
                            "asked first by a terminal",
                            new Idle(),
                            got(theirs(50, 1)),
                            new AwaitingConfirmation(true),
                            List.of(YOU_ARE_SLAVE)),
                    new Case(
                            "asked first by a conference unit",
                            new Idle(),
                            got(theirs(190, 1)),
                            new AwaitingConfirmation(false),
                            List.of(YOU_ARE_MASTER)),
                    new Case(
                            "same type, their number is a little larger",
                            new AwaitingReply(100, 1),
                            got(theirs(60, 101)),
                            new AwaitingConfirmation(true),
                            List.of(YOU_ARE_SLAVE)),
                    new Case(
                            "same type, their number is a little smaller",
                            new AwaitingReply(100, 1),
                            got(theirs(60, 99)),
                            new AwaitingConfirmation(false),
                            List.of(YOU_ARE_MASTER)),
                    new Case(
                            "numbers wrap round",
                            new AwaitingReply(0xFFFFFF, 1),
                            got(theirs(60, 1)),
                            new AwaitingConfirmation(true),
                            List.of(YOU_ARE_SLAVE)),
                    new Case(
                            "a tie while asking: another number",
                            new AwaitingReply(100, 1),
                            got(theirs(60, 100)),
                            new AwaitingReply(RANDOM, 2),
                            List.of(theirs(60, RANDOM))),
                    new Case(
                            "opposite numbers are a tie too",
                            new AwaitingReply(0, 1),
                            got(theirs(60, 0x800000)),
                            new AwaitingReply(RANDOM, 2),
                            List.of(theirs(60, RANDOM))),
                    new Case(
                            "a tie when asked",
                            new Idle(),
                            got(theirs(60, RANDOM)),
                            new Idle(),
                            List.of(new MasterSlaveDeterminationReject())),
                    new Case(
                            "endless ties end",
                            new AwaitingReply(100, MasterSlaveMachine.ATTEMPTS),
                            got(new MasterSlaveDeterminationReject()),
                            new Failed(),
                            List.of()),
                    new Case(
                            "told that we are master",
                            new AwaitingReply(100, 1),
                            got(YOU_ARE_MASTER),
                            new Determined(true),
                            List.of(YOU_ARE_SLAVE)),
                    new Case(
                            "told that we are slave",
                            new AwaitingReply(100, 1),
                            got(YOU_ARE_SLAVE),
                            new Determined(false),
                            List.of(YOU_ARE_MASTER)),
                    new Case(
                            "the peer agrees",
                            new AwaitingConfirmation(true),
                            got(YOU_ARE_MASTER),
                            new Determined(true),
                            List.of()),
                    new Case(
                            "the peer contradicts",
                            new AwaitingConfirmation(true),
                            got(YOU_ARE_SLAVE),
                            new Failed(),
                            List.of()),
                    new Case(
                            "silence after our question",
                            new AwaitingReply(100, 1),
                            new Expired(),
                            new Failed(),
                            List.of(new MasterSlaveDeterminationRelease())),
                    new Case(
                            "silence after our decision",
                            new AwaitingConfirmation(false),
                            new Expired(),
                            new Determined(false),
                            List.of()),
                    new Case(
                            "a timer that lost the race",
                            new Determined(true),
                            new Expired(),
                            new Determined(true),
                            List.of()),
                    new Case(
                            "asked again later, as after a hold",
                            new Determined(true),
                            got(theirs(190, 5)),
                            new AwaitingConfirmation(false),
                            List.of(YOU_ARE_MASTER)),
                    new Case(
                            "a late answer",
                            new Determined(true),
                            got(YOU_ARE_SLAVE),
                            new Determined(true),
                            List.of()));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void steps(Case c) {
        boolean waits = c.to() instanceof AwaitingReply || c.to() instanceof AwaitingConfirmation;
        assertThat(MasterSlaveMachine.step(c.from(), c.input()))
                .isEqualTo(new Step(c.to(), c.sent(), waits));
    }
}
