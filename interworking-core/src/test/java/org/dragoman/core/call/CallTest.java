package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls from one leg to the other, through the loop, the machine and the media plane.
class CallTest {
    private final Stage stage = new Stage();

    @AfterEach
    void nothingIsLeft() {
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
    }

    /// ```
    /// caller            callee
    /// Offered ────────▶ Dial
    /// Proceed ◀──
    /// Ring    ◀──────── Ringing
    /// Answer  ◀──────── Answered
    /// Released ───────▶ Release
    /// ```
    @Test
    void early_offer_answered_released_by_caller() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.PCMU, Codec.PCMA);
        assertThat(caller.commands()).containsExactly(new LegCommand.Proceed());

        callee.say(new LegEvent.Proceeding(callee.id()));
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Ring(false, Optional.empty()));

        stage.time.advance(Duration.ofSeconds(3));
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMA), Optional.empty()));
        // PCMA is not what the caller offered; the relay converts
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Answer(Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(stage.media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        assertThat(stage.time.waiting()).isZero();

        var why = Cause.signalled(16, Cause.Location.USER, "x");
        caller.say(new LegEvent.Released(caller.id(), why));
        assertThat(Stage.last(callee)).isEqualTo(new LegCommand.Release(why));
        var ended = stage.snapshot(caller);
        assertThat(ended.phase()).isEqualTo(Phase.ENDED);
        assertThat(ended.endedBy()).isEqualTo("caller");
        assertThat(ended.cause()).contains(why);
        assertThat(ended.postDialDelay()).contains(Duration.ZERO);
        assertThat(ended.answered().orElseThrow()).isEqualTo(ended.opened().plusSeconds(3));
    }

    /// RFC 4123 §9.3: nobody's media is complete before the caller has answered the offer.
    @Test
    void late_offer_passes_to_the_caller_and_back() {
        var caller = stage.call("200", Optional.empty());
        var callee = stage.callee();
        assertThat(stage.dialled().media()).isEmpty();
        var offer = MediaDescription.of(Codec.G729, Codec.PCMU);
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(offer), Optional.empty()));
        var answer = (LegCommand.Answer) Stage.last(caller);
        assertThat(answer.media().orElseThrow().codecs())
                .containsExactly(Codec.G729, Codec.PCMU, Codec.PCMA);
        assertThat(callee.commands()).hasSize(1);

        caller.say(new LegEvent.MediaAnswered(caller.id(), Stage.PCMA));
        assertThat(Stage.last(callee)).isEqualTo(new LegCommand.AnswerMedia(Stage.PCMU));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    /// H30: the number of the cause crosses, and the words with it.
    @Test
    void every_cause_crosses_unchanged_both_ways() {
        for (int q850 = 1; q850 <= 127; q850++) {
            var why = Cause.signalled(q850, Cause.Location.TRANSIT_NETWORK, "x");
            var caller = stage.call("200", Optional.of(Stage.PCMU));
            stage.callee().say(new LegEvent.Released(stage.callee().id(), why));
            assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(why));
            assertThat(stage.isClean()).isTrue();

            var back = stage.call("200", Optional.of(Stage.PCMU));
            back.say(new LegEvent.Released(back.id(), why));
            assertThat(Stage.last(stage.callee())).isEqualTo(new LegCommand.Release(why));
        }
    }

    /// H37: a third way is still tried after a second that only worked on it.
    @Test
    void failover_tries_the_next_target_on_the_causes_of_the_rule() {
        var caller = stage.call("300", Optional.of(Stage.PCMU));
        var first = stage.callee();
        first.say(new LegEvent.Proceeding(first.id()));
        first.say(new LegEvent.Released(first.id(), Cause.CONGESTION));
        var second = stage.callee();
        assertThat(second.context().trunk()).isEqualTo("c");
        assertThat(second.id().index()).isEqualTo(2);
        assertThat(stage.media.openPorts()).hasSize(2);
        var busy = Cause.signalled(17, Cause.Location.USER, "x");
        second.say(new LegEvent.Released(second.id(), busy));
        assertThat(caller.commands())
                .containsExactly(new LegCommand.Proceed(), new LegCommand.Release(busy));
    }

    @Test
    void no_answer_ends_with_cause_19() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        stage.time.advance(TrunkPolicy.DEFAULT.noAnswer());
        assertThat(Stage.last(callee)).isEqualTo(new LegCommand.Release(Cause.NO_ANSWER));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.NO_ANSWER));
    }

    @Test
    void a_destination_that_says_nothing_ends_with_cause_102() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        stage.time.advance(TrunkPolicy.DEFAULT.setup());
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.TIMER_EXPIRED));
    }

    @Test
    void a_caller_that_never_asks_is_ended() {
        var caller = stage.silentCall();
        stage.time.advance(Duration.ofSeconds(10));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.TIMER_EXPIRED));
    }

    @Test
    void a_trunk_that_is_not_there_is_no_route() {
        var caller = stage.call("400", Optional.of(Stage.PCMU));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.NO_ROUTE));
    }

    @Test
    void a_number_without_rule_is_unallocated() {
        var caller = stage.call("999", Optional.of(Stage.PCMU));
        assertThat(caller.commands()).containsExactly(new LegCommand.Release(Cause.UNALLOCATED));
    }

    @Test
    void more_calls_than_allowed_are_refused() {
        for (int i = 0; i < 3; i++) {
            stage.silentCall();
        }
        assertThat(stage.calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT))).isEmpty();
        assertThat(stage.calls.totals().refused()).isEqualTo(1);
        assertThat(stage.calls.list()).hasSize(3);
    }

    @Test
    void an_operator_ends_a_call() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        assertThat(stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING)).isTrue();
        assertThat(List.of(Stage.last(caller), Stage.last(callee)))
                .containsOnly(new LegCommand.Release(Cause.NORMAL_CLEARING));
        assertThat(stage.snapshot(caller).endedBy()).isEqualTo("gateway");
        assertThat(stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING)).isFalse();
    }
}
