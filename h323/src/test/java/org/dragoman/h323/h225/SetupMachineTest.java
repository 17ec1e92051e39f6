package org.dragoman.h323.h225;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.h323.h225.CallTimers.Name;
import org.dragoman.h323.h225.SetupMachine.AwaitingAlerting;
import org.dragoman.h323.h225.SetupMachine.AwaitingAnswer;
import org.dragoman.h323.h225.SetupMachine.AwaitingConnection;
import org.dragoman.h323.h225.SetupMachine.AwaitingReply;
import org.dragoman.h323.h225.SetupMachine.AwaitingRoute;
import org.dragoman.h323.h225.SetupMachine.ConnectionLost;
import org.dragoman.h323.h225.SetupMachine.ConnectionUp;
import org.dragoman.h323.h225.SetupMachine.Ended;
import org.dragoman.h323.h225.SetupMachine.Expired;
import org.dragoman.h323.h225.SetupMachine.HangUp;
import org.dragoman.h323.h225.SetupMachine.Input;
import org.dragoman.h323.h225.SetupMachine.MoreDigits;
import org.dragoman.h323.h225.SetupMachine.Output;
import org.dragoman.h323.h225.SetupMachine.Received;
import org.dragoman.h323.h225.SetupMachine.Report;
import org.dragoman.h323.h225.SetupMachine.ReportEnd;
import org.dragoman.h323.h225.SetupMachine.Send;
import org.dragoman.h323.h225.SetupMachine.SendRelease;
import org.dragoman.h323.h225.SetupMachine.SendStatus;
import org.dragoman.h323.h225.SetupMachine.State;
import org.dragoman.h323.h225.SetupMachine.Step;
import org.dragoman.h323.h225.SetupMachine.Talking;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SetupMachineTest {
    record Case(String name, State from, Input input, State to, List<Output> outputs) {}

    private static final Cause BUSY = Cause.gateway(17);

    private static Input got(MessageType type) {
        return new Received(type, Optional.empty());
    }

    private static Input cleared(MessageType type) {
        return new Received(type, Optional.of(BUSY));
    }

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "connected",
                            new AwaitingConnection(),
                            new ConnectionUp(),
                            new AwaitingReply(),
                            List.of(new Send(MessageType.SETUP))),
                    new Case(
                            "nobody there",
                            new AwaitingConnection(),
                            new ConnectionLost(),
                            new Ended(),
                            List.of(new ReportEnd(Cause.gateway(38)))),
                    new Case(
                            "given up before the connection",
                            new AwaitingConnection(),
                            new HangUp(BUSY),
                            new Ended(),
                            List.of(new ReportEnd(BUSY))),
                    new Case(
                            "proceeding",
                            new AwaitingReply(),
                            got(MessageType.CALL_PROCEEDING),
                            new AwaitingAlerting(),
                            List.of(new Report(MessageType.CALL_PROCEEDING))),
                    new Case(
                            "more digits wanted",
                            new AwaitingReply(),
                            got(MessageType.SETUP_ACKNOWLEDGE),
                            new AwaitingRoute(),
                            List.of(new Report(MessageType.SETUP_ACKNOWLEDGE))),
                    new Case(
                            "more digits sent",
                            new AwaitingRoute(),
                            new MoreDigits(),
                            new AwaitingRoute(),
                            List.of(new Send(MessageType.INFORMATION))),
                    new Case(
                            "progress at once",
                            new AwaitingReply(),
                            got(MessageType.PROGRESS),
                            new AwaitingAlerting(),
                            List.of(new Report(MessageType.PROGRESS))),
                    new Case(
                            "alerting at once",
                            new AwaitingReply(),
                            got(MessageType.ALERTING),
                            new AwaitingAnswer(),
                            List.of(new Report(MessageType.ALERTING))),
                    new Case(
                            "answer at once",
                            new AwaitingReply(),
                            got(MessageType.CONNECT),
                            new Talking(),
                            List.of(new Report(MessageType.CONNECT))),
                    new Case(
                            "alerting after the answer",
                            new Talking(),
                            got(MessageType.ALERTING),
                            new Talking(),
                            List.of()),
                    new Case(
                            "answered twice",
                            new Talking(),
                            got(MessageType.CONNECT),
                            new Talking(),
                            List.of()),
                    new Case(
                            "refused",
                            new AwaitingAlerting(),
                            cleared(MessageType.RELEASE_COMPLETE),
                            new Ended(),
                            List.of(new ReportEnd(BUSY))),
                    new Case(
                            "a gateway passes Disconnect on",
                            new Talking(),
                            cleared(MessageType.DISCONNECT),
                            new Ended(),
                            List.of(new SendRelease(Cause.NORMAL_CLEARING), new ReportEnd(BUSY))),
                    new Case(
                            "hung up",
                            new AwaitingAnswer(),
                            new HangUp(BUSY),
                            new Ended(),
                            List.of(new SendRelease(BUSY), new ReportEnd(BUSY))),
                    new Case(
                            "T303",
                            new AwaitingReply(),
                            new Expired(Name.T303),
                            new Ended(),
                            List.of(
                                    new SendRelease(Cause.TIMER_EXPIRED),
                                    new ReportEnd(Cause.gateway(18)))),
                    new Case(
                            "T304",
                            new AwaitingRoute(),
                            new Expired(Name.T304),
                            new Ended(),
                            List.of(
                                    new SendRelease(Cause.TIMER_EXPIRED),
                                    new ReportEnd(Cause.gateway(18)))),
                    new Case(
                            "T301",
                            new AwaitingAnswer(),
                            new Expired(Name.T301),
                            new Ended(),
                            List.of(
                                    new SendRelease(Cause.TIMER_EXPIRED),
                                    new ReportEnd(Cause.NO_ANSWER))),
                    new Case(
                            "T303 loses against Alerting",
                            new AwaitingAnswer(),
                            new Expired(Name.T303),
                            new AwaitingAnswer(),
                            List.of()),
                    new Case(
                            "T301 loses against Connect",
                            new Talking(),
                            new Expired(Name.T301),
                            new Talking(),
                            List.of()),
                    new Case(
                            "asked how it stands",
                            new Talking(),
                            got(MessageType.STATUS_ENQUIRY),
                            new Talking(),
                            List.of(new SendStatus(30))),
                    new Case(
                            "a Setup back to the caller",
                            new AwaitingReply(),
                            got(MessageType.SETUP),
                            new AwaitingReply(),
                            List.of(new SendStatus(101))),
                    new Case(
                            "the line is cut",
                            new Talking(),
                            new ConnectionLost(),
                            new Ended(),
                            List.of(new ReportEnd(Cause.TEMPORARY_FAILURE))));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void steps(Case c) {
        assertThat(SetupMachine.step(c.from(), c.input())).isEqualTo(new Step(c.to(), c.outputs()));
    }

    @Test
    void afterTheEndNothingHappensAndEveryStateTakesEveryMessage() {
        var states =
                List.of(
                        new AwaitingConnection(),
                        new AwaitingReply(),
                        new AwaitingRoute(),
                        new AwaitingAlerting(),
                        new AwaitingAnswer(),
                        new Talking(),
                        new Ended());
        for (State state : states) {
            for (var type : MessageType.values()) {
                var step = SetupMachine.step(state, cleared(type));
                long ends = step.outputs().stream().filter(ReportEnd.class::isInstance).count();
                boolean over = step.next() instanceof Ended && !(state instanceof Ended);
                assertThat(ends).as("%s %s", state, type).isEqualTo(over ? 1 : 0);
                if (state instanceof Ended) {
                    assertThat(step.outputs()).isEmpty();
                }
            }
        }
    }
}
