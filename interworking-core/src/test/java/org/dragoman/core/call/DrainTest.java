package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.Rule;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A gateway that is being drained: calls that are up go on in every way, new ones are refused, and
/// an emergency passes.
class DrainTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Stage stage = new Stage();

    @BeforeEach
    void emergencies() {
        stage.plan =
                new DialPlan(
                        List.of(
                                Rule.to("b", NumberPattern.exactly("200"), "b"),
                                Rule.to("c", NumberPattern.exactly("3000"), "c"),
                                Rule.to("help", NumberPattern.exactly("112"), "c")),
                        List.of(NumberPattern.exactly("112")),
                        Map.of(),
                        Map.of(),
                        Set.of("b", "c"));
    }

    /// What the dial plan decided about a new call, and whether that holds while it is drained.
    private record Case(String name, Routing decided, boolean passes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Case> CASES =
            List.of(
                    new Case("sent", to(false), false),
                    new Case("an emergency", to(true), true),
                    new Case("too short a number", new Routing.NeedsDigits("short"), true),
                    new Case("refused", new Routing.Refused(Cause.NO_ROUTE, "none"), false));

    private static Routing to(boolean emergency) {
        return new Routing.To(
                "rule", List.of(), Set.of(), Optional.empty(), Optional.empty(), emergency);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void what_becomes_of_new_calls(Case c) {
        var drain = new Drain(new FakeTime(), () -> 0);
        assertThat(drain.judge(c.decided())).isEqualTo(c.decided());
        drain.begin();
        var judged = drain.judge(c.decided());
        if (c.passes()) {
            assertThat(judged).isEqualTo(c.decided());
        } else {
            assertThat(((Routing.Refused) judged).cause()).isEqualTo(Cause.CONGESTION);
        }
        drain.end();
        assertThat(drain.judge(c.decided())).isEqualTo(c.decided());
    }

    @Test
    void ordered_twice_it_holds_on_from_the_first_time_until_it_is_taken_back() {
        var drain = stage.calls.drain();
        assertThat(drain.end()).isFalse();
        assertThat(drain.progress()).isEmpty();
        assertThat(drain.begin()).isTrue();
        var since = stage.time.instant();
        stage.time.advance(LONG);
        assertThat(drain.begin()).isFalse();
        assertThat(drain.progress()).contains(new Drain.Progress(since, 0, 0));
        assertThat(drain.end()).isTrue();
        assertThat(drain.progress()).isEmpty();
    }

    @Test
    void a_new_call_is_refused_for_congestion_and_is_remembered_as_such() {
        stage.calls.drain().begin();
        var refused = stage.call("200", Optional.of(Stage.PCMU));
        assertThat(refused.commands()).containsExactly(new LegCommand.Release(Cause.CONGESTION));
        var call = stage.snapshot(refused);
        assertThat(call.cause()).contains(Cause.CONGESTION);
        assertThat(call.ladder().toString()).contains("the gateway is being drained");
        assertThat(stage.other.legs()).isEmpty();
        assertThat(progress()).isEqualTo(new Drain.Progress(stage.time.instant(), 0, 1));
        stage.calls.drain().end();
        stage.call("200", Optional.of(Stage.PCMU));
        assertThat(stage.calls.active()).isOne();
    }

    @Test
    void a_call_in_progress_is_transferred_and_held_and_offered_anew() {
        var caller = talking("200");
        var callee = stage.callee();
        stage.calls.drain().begin();
        caller.say(new LegEvent.Held(caller.id()));
        assertThat(Stage.last(callee)).isEqualTo(new LegCommand.Hold());
        caller.say(new LegEvent.Resumed(caller.id()));
        caller.say(new LegEvent.MediaOffered(caller.id(), Stage.G729));
        assertThat(Stage.last(callee)).isInstanceOf(LegCommand.OfferMedia.class);
        callee.say(new LegEvent.MediaAnswered(callee.id(), Stage.G729));
        var done = stage.calls.transfer(caller.id().call(), Side.CALLEE, Party.ofNumber("3000"));
        assertThat(done.join()).isTrue();
        assertThat(stage.snapshot(caller).legs().getLast().trunk()).isEqualTo("c");
        assertThat(progress().refused()).isZero();
    }

    @Test
    void a_call_that_was_there_before_it_was_routed_goes_on() {
        var early = stage.silentCall();
        stage.calls.drain().begin();
        var request = CallRequest.of(Party.ofNumber("1"), Party.ofNumber("200"), Optional.empty());
        early.say(new LegEvent.Offered(early.id(), request));
        assertThat(stage.callee().context().trunk()).isEqualTo("b");
        assertThat(progress().left()).isOne();
    }

    @Test
    void an_emergency_passes_and_is_waited_for_even_dialled_digit_by_digit() {
        stage.calls.drain().begin();
        var help = stage.call("11", false, Optional.of(Stage.PCMU));
        help.say(new LegEvent.DialledDigits(help.id(), "2", true));
        assertThat(stage.callee().context().trunk()).isEqualTo("c");
        assertThat(progress().left()).isOne();
        var other = stage.call("300", false, Optional.of(Stage.PCMU));
        other.say(new LegEvent.DialledDigits(other.id(), "0", true));
        assertThat(Stage.last(other)).isEqualTo(new LegCommand.Release(Cause.CONGESTION));
        assertThat(progress().refused()).isOne();
    }

    @Test
    void the_gateway_begins_no_call_itself() {
        stage.calls.drain().begin();
        var party = Party.ofNumber("200");
        assertThat(stage.calls.begin(new CallOrder(party, party, party, party))).isEmpty();
        assertThat(progress().refused()).isOne();
    }

    /// The one that is refused hears a tone first, perhaps: it is no call that is waited for.
    @Test
    void whoever_waits_hears_when_the_last_call_has_ended() throws Exception {
        var caller = talking("200");
        stage.calls.drain().begin();
        stage.calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT));
        var silent = stage.calls.drain().await(Duration.ofMillis(1)).orElseThrow();
        assertThat(silent.left()).isEqualTo(2); // it may be an emergency yet
        stage.calls.list().stream()
                .filter(c -> !c.id().equals(caller.id().call()))
                .forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        var waiting = waiting();
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(waiting.get(60, TimeUnit.SECONDS).orElseThrow().isDone()).isTrue();
    }

    @Test
    void whoever_waits_hears_that_calls_are_taken_again() throws Exception {
        talking("200");
        stage.calls.drain().begin();
        var waiting = waiting();
        stage.calls.drain().end();
        assertThat(waiting.get(60, TimeUnit.SECONDS)).isEmpty();
    }

    private CompletableFuture<Optional<Drain.Progress>> waiting() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return stage.calls.drain().await(LONG);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private FakeLeg talking(String number) {
        var caller = stage.call(number, Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        return caller;
    }

    private Drain.Progress progress() {
        return stage.calls.drain().progress().orElseThrow();
    }
}
