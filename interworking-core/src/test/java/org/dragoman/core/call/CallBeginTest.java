package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Tone;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rule;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that the gateway begins, and what is ordered of calls from outside.
class CallBeginTest {
    private static final CallOrder ORDER =
            CallOrder.between(Party.ofNumber("500"), Party.ofNumber("200"));

    private final Stage stage = new Stage();
    private CallId call;

    @BeforeEach
    void route() {
        stage.plan =
                DialPlan.of(
                        Rule.to("first", NumberPattern.exactly("500"), "c", "b")
                                .from(CallOrder.INGRESS),
                        Rule.to("second", NumberPattern.exactly("200"), "b")
                                .from(CallOrder.INGRESS));
    }

    @AfterEach
    void nothingIsLeft() {
        stage.calls.hangup(call, Cause.NORMAL_CLEARING);
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.calls.totals().legsDropped()).isZero();
    }

    private FakeLeg begin() {
        call = stage.calls.begin(ORDER).orElseThrow();
        return stage.callee();
    }

    private static void answers(FakeLeg leg, MediaDescription with) {
        leg.say(new LegEvent.Answered(leg.id(), Optional.of(with), Optional.empty()));
    }

    private org.dragoman.core.log.CallSnapshot seen() {
        return stage.calls.find(call).orElseThrow();
    }

    @Test
    void the_first_is_called_and_then_the_second() {
        var first = begin();
        assertThat(first.context().trunk()).isEqualTo("c");
        assertThat(stage.dialled().from().digits()).isEqualTo("200");
        assertThat(stage.dialledMedia().first().isG711()).isTrue();
        first.say(new LegEvent.Ringing(first.id(), false, Optional.empty()));
        assertThat(stage.other.legs()).hasSize(1);
        answers(first, Stage.PCMA);

        var second = stage.callee();
        assertThat(stage.dialled().from().digits()).isEqualTo("500");
        assertThat(stage.dialled().to().digits()).isEqualTo("200");
        assertThat(stage.dialledMedia().first()).isEqualTo(Codec.PCMA);
        assertThat(seen().answered()).isEmpty();
        second.say(new LegEvent.Ringing(second.id(), false, Optional.empty()));
        assertThat(stage.media.port("c").tone()).contains(Tone.RINGBACK);
        assertThat(seen().ringing()).isPresent();
        answers(second, Stage.PCMA);
        assertThat(seen().answered()).isPresent();
        assertThat(seen().phase()).isEqualTo(Phase.TALKING);
        assertThat(stage.media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
        assertThat(stage.calls.totals().answered()).isEqualTo(1);
        second.say(new LegEvent.Released(second.id(), Cause.NORMAL_CLEARING));
        assertThat(first.isReleased()).isTrue();
    }

    @Test
    void a_first_party_that_cannot_be_had_is_tried_elsewhere_and_then_given_up() {
        var first = begin();
        first.say(new LegEvent.Released(first.id(), Cause.CONGESTION));
        var again = stage.callee();
        assertThat(again.context().trunk()).isEqualTo("b");
        stage.time.advance(Duration.ofSeconds(61));
        assertThat(again.isReleased()).isTrue();
        assertThat(stage.calls.active()).isZero();
        assertThat(seen().cause().orElseThrow().q850()).isEqualTo(102);
    }

    @Test
    void a_second_party_that_fails_is_told_to_the_first_by_a_tone() {
        var sounds =
                new SoundPolicy(
                        true,
                        Map.of(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        false);
        stage.policy("c", TrunkPolicy.DEFAULT.withSounds(sounds));
        var first = begin();
        answers(first, Stage.PCMU);
        var second = stage.callee();
        second.say(new LegEvent.Released(second.id(), Scripts.BUSY));
        assertThat(stage.media.port("c").tone()).contains(Tone.BUSY);
        assertThat(first.isReleased()).isFalse();
        stage.time.advance(Duration.ofSeconds(11));
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.Release(Scripts.BUSY));
    }

    @Test
    void a_first_party_that_hangs_up_stops_the_second() {
        var first = begin();
        answers(first, Stage.PCMU);
        var second = stage.callee();
        first.say(new LegEvent.Released(first.id(), Cause.NORMAL_CLEARING));
        assertThat(second.isReleased()).isTrue();
    }

    @Test
    void it_may_be_ended_before_anybody_answered() {
        var first = begin();
        stage.calls.hangup(call, Cause.NORMAL_CLEARING);
        assertThat(first.isReleased()).isTrue();
        assertThat(stage.calls.active()).isZero();
    }

    @Test
    void who_follows_the_calls_hears_what_happens() throws Exception {
        var heard = new ArrayList<String>();
        var following =
                stage.calls.follow(
                        news ->
                                heard.add(
                                        news.kind()
                                                + " "
                                                + news.from().digits()
                                                + " "
                                                + news.cause().map(Cause::q850).orElse(0)));
        var first = begin();
        answers(first, Stage.PCMU);
        var second = stage.callee();
        second.say(new LegEvent.Ringing(second.id(), false, Optional.empty()));
        answers(second, Stage.PCMU);
        stage.calls.hold(call, Side.CALLER, true).get();
        stage.calls.hold(call, Side.CALLER, false).get();
        following.close();
        second.say(new LegEvent.Released(second.id(), Cause.NORMAL_CLEARING));
        assertThat(heard)
                .containsExactly(
                        "STARTED 500 0",
                        "RINGING 500 0",
                        "ANSWERED 500 0",
                        "HELD 500 0",
                        "RESUMED 500 0");
    }

    @Test
    void hold_digits_and_transfer_are_ordered_from_outside() throws Exception {
        var first = begin();
        assertThat(stage.calls.hold(call, Side.CALLEE, true).get()).isFalse(); // nobody talks
        answers(first, Stage.PCMU);
        var second = stage.callee();
        answers(second, Stage.PCMU);

        assertThat(stage.calls.hold(call, Side.CALLEE, true).get()).isTrue();
        assertThat(Stage.last(second)).isEqualTo(new LegCommand.Hold());
        assertThat(stage.media.openPorts()).noneMatch(p -> p.joined().isPresent());
        first.say(new LegEvent.Held(first.id()));
        first.say(new LegEvent.Resumed(first.id())); // the phone knows nothing of the operator's
        assertThat(Stage.last(second)).isEqualTo(new LegCommand.Hold());
        assertThat(stage.calls.hold(call, Side.CALLEE, false).get()).isTrue();
        assertThat(Stage.last(second)).isEqualTo(new LegCommand.Resume());
        assertThat(stage.media.openPorts()).allMatch(p -> p.joined().isPresent());

        assertThat(stage.calls.sendDigits(call, Side.CALLER, "1#").get()).isTrue();
        assertThat(Stage.last(first))
                .isEqualTo(new LegCommand.SendDigit('#', Duration.ofMillis(120)));

        stage.plan = DialPlan.of(Rule.to("any", NumberPattern.any(), "b"));
        assertThat(stage.calls.transfer(call, Side.CALLEE, Party.ofNumber("1")).get()).isTrue();
        var third = stage.callee();
        answers(third, Stage.PCMU);
        assertThat(second.isReleased()).isTrue();
        assertThat(stage.media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
    }
}
