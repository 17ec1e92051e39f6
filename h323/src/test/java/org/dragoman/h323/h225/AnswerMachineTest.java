package org.dragoman.h323.h225;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.h323.h225.AnswerMachine.Answer;
import org.dragoman.h323.h225.AnswerMachine.AskForDigits;
import org.dragoman.h323.h225.AnswerMachine.AwaitingAlerting;
import org.dragoman.h323.h225.AnswerMachine.AwaitingAnswer;
import org.dragoman.h323.h225.AnswerMachine.AwaitingDecision;
import org.dragoman.h323.h225.AnswerMachine.AwaitingDigits;
import org.dragoman.h323.h225.AnswerMachine.ConnectionLost;
import org.dragoman.h323.h225.AnswerMachine.Ended;
import org.dragoman.h323.h225.AnswerMachine.Expired;
import org.dragoman.h323.h225.AnswerMachine.HangUp;
import org.dragoman.h323.h225.AnswerMachine.Input;
import org.dragoman.h323.h225.AnswerMachine.Output;
import org.dragoman.h323.h225.AnswerMachine.Proceed;
import org.dragoman.h323.h225.AnswerMachine.Progress;
import org.dragoman.h323.h225.AnswerMachine.Received;
import org.dragoman.h323.h225.AnswerMachine.Report;
import org.dragoman.h323.h225.AnswerMachine.ReportDigitsComplete;
import org.dragoman.h323.h225.AnswerMachine.ReportEnd;
import org.dragoman.h323.h225.AnswerMachine.Ring;
import org.dragoman.h323.h225.AnswerMachine.Send;
import org.dragoman.h323.h225.AnswerMachine.SendRelease;
import org.dragoman.h323.h225.AnswerMachine.SendStatus;
import org.dragoman.h323.h225.AnswerMachine.State;
import org.dragoman.h323.h225.AnswerMachine.Step;
import org.dragoman.h323.h225.AnswerMachine.Talking;
import org.dragoman.h323.h225.CallTimers.Name;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AnswerMachineTest {
    record Case(String name, State from, Input input, State to, List<Output> outputs) {}

    private static final Cause BUSY = Cause.gateway(17);

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "proceeding",
                            new AwaitingDecision(),
                            new Proceed(),
                            new AwaitingAlerting(),
                            List.of(new Send(MessageType.CALL_PROCEEDING))),
                    new Case(
                            "proceeding once",
                            new AwaitingAlerting(),
                            new Proceed(),
                            new AwaitingAlerting(),
                            List.of()),
                    new Case(
                            "digits wanted",
                            new AwaitingDecision(),
                            new AskForDigits(),
                            new AwaitingDigits(),
                            List.of(new Send(MessageType.SETUP_ACKNOWLEDGE))),
                    new Case(
                            "no digit for long",
                            new AwaitingDigits(),
                            new Expired(Name.T302),
                            new AwaitingDecision(),
                            List.of(new ReportDigitsComplete())),
                    new Case(
                            "T302 loses against the answer",
                            new Talking(),
                            new Expired(Name.T302),
                            new Talking(),
                            List.of()),
                    new Case(
                            "progress before proceeding",
                            new AwaitingDecision(),
                            new Progress(true),
                            new AwaitingAlerting(),
                            List.of(
                                    new Send(MessageType.CALL_PROCEEDING),
                                    new Send(MessageType.PROGRESS))),
                    new Case(
                            "progress without news",
                            new AwaitingAlerting(),
                            new Progress(false),
                            new AwaitingAlerting(),
                            List.of()),
                    new Case(
                            "ringing",
                            new AwaitingAlerting(),
                            new Ring(false),
                            new AwaitingAnswer(),
                            List.of(new Send(MessageType.ALERTING))),
                    new Case(
                            "ringing again, with sound",
                            new AwaitingAnswer(),
                            new Ring(true),
                            new AwaitingAnswer(),
                            List.of(new Send(MessageType.PROGRESS))),
                    new Case(
                            "answer without ringing",
                            new AwaitingDecision(),
                            new Answer(),
                            new Talking(),
                            List.of(new Send(MessageType.CONNECT))),
                    new Case(
                            "refused",
                            new AwaitingDecision(),
                            new HangUp(BUSY),
                            new Ended(),
                            List.of(new SendRelease(BUSY), new ReportEnd(BUSY))),
                    new Case(
                            "given up by the caller",
                            new AwaitingAnswer(),
                            new Received(MessageType.RELEASE_COMPLETE, Optional.of(BUSY)),
                            new Ended(),
                            List.of(new ReportEnd(BUSY))),
                    new Case(
                            "asked how it stands",
                            new AwaitingAnswer(),
                            new Received(MessageType.STATUS_ENQUIRY, Optional.empty()),
                            new AwaitingAnswer(),
                            List.of(new SendStatus(30))),
                    new Case(
                            "a Connect from the caller",
                            new Talking(),
                            new Received(MessageType.CONNECT, Optional.empty()),
                            new Talking(),
                            List.of(new SendStatus(101))),
                    new Case(
                            "digits",
                            new AwaitingDigits(),
                            new Received(MessageType.INFORMATION, Optional.empty()),
                            new AwaitingDigits(),
                            List.of(new Report(MessageType.INFORMATION))),
                    new Case(
                            "the line is cut",
                            new Talking(),
                            new ConnectionLost(),
                            new Ended(),
                            List.of(new ReportEnd(Cause.TEMPORARY_FAILURE))));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void steps(Case c) {
        assertThat(AnswerMachine.step(c.from(), c.input()))
                .isEqualTo(new Step(c.to(), c.outputs()));
    }

    @Test
    void everyStateTakesEveryMessageAndEndsOnce() {
        var states =
                List.of(
                        new AwaitingDecision(),
                        new AwaitingDigits(),
                        new AwaitingAlerting(),
                        new AwaitingAnswer(),
                        new Talking(),
                        new Ended());
        for (State state : states) {
            for (var type : MessageType.values()) {
                var step = AnswerMachine.step(state, new Received(type, Optional.of(BUSY)));
                long ends = step.outputs().stream().filter(ReportEnd.class::isInstance).count();
                boolean over = step.next() instanceof Ended && !(state instanceof Ended);
                assertThat(ends).as("%s %s", state, type).isEqualTo(over ? 1 : 0);
            }
        }
    }
}
