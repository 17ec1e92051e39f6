package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.route.Advice;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.Change;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.route.Then;
import org.dragoman.core.route.TrunkTerms;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that wait for what somebody outside says, and calls to trunks that have enough to do.
class CallRoutingTest {
    private final Stage stage = new Stage();
    private final List<Question> questions = new ArrayList<>();

    private record Question(RouteQuery query, AskedCall call) {
        void say(Advice advice) {
            call.reply(new ServiceReply.Advised(advice, "it answered"));
        }
    }

    @BeforeEach
    void somebodyIsAsked() {
        stage.services.put("outside", (call, query) -> questions.add(new Question(query, call)));
        stage.plan =
                new DialPlan(
                        List.of(
                                new Rule(
                                        "ask",
                                        Optional.empty(),
                                        List.of(),
                                        Change.NONE.withCalled(Rewrite.prefix("7")),
                                        new Then.Ask("outside")),
                                Rule.to("else", NumberPattern.any(), "b")),
                        List.of(NumberPattern.exactly("112")),
                        Map.of(),
                        Map.of(),
                        Set.of("b", "c"));
    }

    @AfterEach
    void nothingIsLeft() {
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.loads.of("a").calls()).isZero();
        assertThat(stage.loads.of("b").calls()).isZero();
    }

    private static Advice advice(Optional<String> called, String... to) {
        return new Advice(
                called,
                Optional.empty(),
                Optional.of("Anna"),
                List.of(to).stream().map(t -> new Then.Target(t, Rewrite.NONE)).toList(),
                Optional.empty(),
                Rule.FAILOVER,
                Optional.empty());
    }

    private List<String> decisions(FakeLeg caller) {
        return stage.snapshot(caller).ladder().stream()
                .flatMap(r -> r.decisions().stream())
                .map(d -> d.what())
                .toList();
    }

    @Test
    void a_call_waits_for_the_answer_and_goes_where_it_says() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        assertThat(stage.other.legs()).isEmpty();
        assertThat(questions.getFirst().query().request().to().digits()).isEqualTo("7200");
        questions.getFirst().say(advice(Optional.of("7495"), "c"));
        assertThat(stage.dialled().to().digits()).isEqualTo("7495");
        assertThat(stage.dialled().from().displayName()).contains("Anna");
        assertThat(stage.snapshot(caller).legs().getLast().trunk()).isEqualTo("c");
        assertThat(decisions(caller))
                .contains(
                        "rule ask: number 200 becomes 7200; asks outside",
                        "it answered",
                        "rule ask: number 7200 becomes 7495, name none becomes Anna; to c");
    }

    @Test
    void who_says_nothing_leaves_it_to_the_rules_behind() {
        stage.call("200", Optional.of(Stage.PCMU));
        questions.getFirst().call().reply(new ServiceReply.Silent("no answer in 2 s"));
        assertThat(stage.dialled().to().digits()).isEqualTo("7200");
    }

    @Test
    void who_names_a_trunk_that_there_is_not_is_not_understood() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        questions.getFirst().say(advice(Optional.empty(), "nobody"));
        assertThat(stage.snapshot(caller).rule()).isEqualTo("else");
    }

    @Test
    void a_refusal_from_outside_refuses() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        questions
                .getFirst()
                .say(
                        new Advice(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.of(21),
                                Set.of(),
                                Optional.empty()));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.gateway(21)));
    }

    @Test
    void an_answer_to_what_is_asked_no_more_is_not_heard() {
        var caller = stage.call("20", false, Optional.of(Stage.PCMU));
        caller.say(new LegEvent.DialledDigits(caller.id(), "0", true));
        assertThat(questions).hasSize(2);
        questions.getFirst().say(advice(Optional.of("1"), "c"));
        assertThat(stage.other.legs()).isEmpty();
        questions.getLast().say(advice(Optional.of("2"), "b"));
        assertThat(stage.dialled().to().digits()).isEqualTo("2");
    }

    @Test
    void a_caller_that_hangs_up_while_somebody_is_asked_is_gone() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        questions.getFirst().say(advice(Optional.empty(), "b"));
        assertThat(stage.other.legs()).isEmpty();
        assertThat(stage.calls.active()).isZero();
    }

    private void limited(TrunkTerms terms) {
        stage.plan =
                new DialPlan(
                        List.of(Rule.to("out", NumberPattern.any(), "b", "c")),
                        List.of(NumberPattern.exactly("112")),
                        Map.of(),
                        Map.of("b", terms),
                        Set.of("b", "c"));
    }

    private static TrunkTerms most(int calls) {
        return new TrunkTerms(Optional.of(calls), Optional.empty(), List.of(), Optional.empty());
    }

    @Test
    void a_full_trunk_is_left_out_until_a_call_on_it_ends() {
        limited(most(1));
        stage.call("200", Optional.of(Stage.PCMU));
        var first = stage.callee();
        var second = stage.call("201", Optional.of(Stage.PCMU));
        assertThat(stage.snapshot(second).legs().getLast().trunk()).isEqualTo("c");
        first.say(new LegEvent.Released(first.id(), Cause.gateway(17)));
        var third = stage.call("202", Optional.of(Stage.PCMU));
        assertThat(stage.snapshot(third).legs().getLast().trunk()).isEqualTo("b");
    }

    @Test
    void so_many_calls_a_second_and_no_more() {
        limited(new TrunkTerms(Optional.empty(), Optional.of(1), List.of(), Optional.empty()));
        stage.call("200", Optional.of(Stage.PCMU));
        var second = stage.call("201", Optional.of(Stage.PCMU));
        assertThat(stage.snapshot(second).legs().getLast().trunk()).isEqualTo("c");
        stage.time.advance(Duration.ofSeconds(1));
        var third = stage.call("202", Optional.of(Stage.PCMU));
        assertThat(stage.snapshot(third).legs().getLast().trunk()).isEqualTo("b");
    }

    @Test
    void emergency_numbers_pass_the_limits_of_trunks_and_of_the_gateway() {
        limited(most(1));
        for (int i = 0; i < 3; i++) { // as many as the gateway may have
            stage.call("20" + i, Optional.of(Stage.PCMU));
        }
        var refused = stage.call("204", Optional.of(Stage.PCMU));
        assertThat(Stage.last(refused)).isEqualTo(new LegCommand.Release(Cause.CONGESTION));
        var help = stage.call("112", Optional.of(Stage.PCMU));
        assertThat(stage.snapshot(help).legs().getLast().trunk()).isEqualTo("b");
    }

    @Test
    void how_the_calls_of_a_trunk_went_is_remembered() {
        limited(TrunkTerms.NONE);
        for (int i = 0; i < 10; i++) {
            var caller = stage.call("200", Optional.of(Stage.PCMU));
            var callee = stage.callee();
            stage.time.advance(Duration.ofSeconds(2));
            callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
            if (i < 4) {
                callee.say(
                        new LegEvent.Answered(
                                callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
            }
            caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
            assertThat(stage.calls.active()).isZero();
        }
        var quality = stage.loads.of("b").quality();
        assertThat(quality.isKnown()).isTrue();
        assertThat(quality.answeredPercent()).isEqualTo(40);
        assertThat(quality.delay()).contains(Duration.ofSeconds(2));
        assertThat(quality.score())
                .isCloseTo(0.4 * 10 / 12, org.assertj.core.data.Offset.offset(0.001));
    }

    @Test
    void a_call_lasts_no_longer_than_was_paid_for() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var minute = Duration.ofMinutes(1);
        questions.getFirst().say(advice(Optional.empty(), "c").withLongest(Optional.of(minute)));
        stage.time.advance(Duration.ofSeconds(20)); // rings
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        stage.time.advance(minute.minusSeconds(1));
        assertThat(stage.calls.active()).isOne();
        stage.time.advance(Duration.ofSeconds(1));
        assertThat(stage.calls.active()).isZero();
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.NORMAL_CLEARING));
    }

    @Test
    void a_limit_that_is_not_reached_leaves_no_timer() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var advice = advice(Optional.empty()).withLongest(Optional.of(Duration.ofHours(1)));
        questions.getFirst().say(advice); // the rules behind send it
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
    }
}
