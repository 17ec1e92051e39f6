package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;
import org.dragoman.core.route.Advice;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.CallScript.News;
import org.dragoman.core.route.Change;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.route.Then;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that a program of the operator leads.
class CallScriptTest {
    private static final Sound HELLO = new Sound.OfFile("hello.wav");
    private static final Cause BUSY = Cause.gateway(17);

    private final Stage stage = new Stage();
    private final List<AskedCall> asked = new ArrayList<>();
    private final List<News> news = new ArrayList<>();

    @BeforeEach
    void aScriptLeads() {
        stage.services.put(
                "script",
                (call, _) -> {
                    asked.add(call);
                    if (call.mayBeLed()) {
                        call.lead(news::add);
                    } else {
                        call.reply(new ServiceReply.Silent("not led"));
                    }
                });
        stage.plan =
                new DialPlan(
                        List.of(
                                new Rule(
                                        "ask",
                                        Optional.empty(),
                                        List.of(),
                                        Change.NONE,
                                        new Then.Ask("script")),
                                Rule.to("else", NumberPattern.any(), "b")),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Set.of("b", "c"));
    }

    @AfterEach
    void nothingIsLeft() {
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
    }

    private AskedCall script() {
        return asked.getFirst();
    }

    private void dial(String... to) {
        var targets = List.of(to).stream().map(t -> new Then.Target(t, Rewrite.NONE)).toList();
        script().reply(new ServiceReply.Advised(advice(targets, Optional.empty()), "dials"));
    }

    private void refuse(int cause) {
        script().reply(new ServiceReply.Advised(advice(List.of(), Optional.of(cause)), "hangs up"));
    }

    private static Advice advice(List<Then.Target> to, Optional<Integer> refuse) {
        return new Advice(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                to,
                refuse,
                Rule.FAILOVER,
                Optional.empty());
    }

    private static void answer(FakeLeg callee, MediaDescription media) {
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(media), Optional.empty()));
    }

    @Test
    void it_answers_plays_hears_digits_and_sends_the_call_on() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        assertThat(caller.commands()).containsExactly(new LegCommand.Proceed());
        script().answer();
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Answer(Optional.of(Stage.PCMU), Optional.empty()));
        script().play(HELLO);
        assertThat(stage.media.port("a").sound()).contains(HELLO);
        caller.say(
                new LegEvent.Digit(caller.id(), '5', Duration.ofMillis(100), DigitMethod.SIP_INFO));
        script().stopSound();
        assertThat(stage.media.port("a").sound()).isEmpty();
        script().play(HELLO);
        stage.media.port("a").endSound();
        dial("c");
        assertThat(stage.snapshot(caller).legs().getLast().trunk()).isEqualTo("c");
        answer(stage.callee(), Stage.PCMU);
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        stage.callee().say(new LegEvent.Released(stage.callee().id(), Cause.NORMAL_CLEARING));
        assertThat(news)
                .containsExactly(
                        new News.Answered(),
                        new News.Digit('5'),
                        new News.Played(),
                        new News.Connected(),
                        new News.Ended(Cause.NORMAL_CLEARING));
    }

    @Test
    void a_call_that_nobody_takes_is_the_scripts_again_and_goes_elsewhere() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        dial("b");
        stage.callee().say(new LegEvent.Released(stage.callee().id(), BUSY));
        assertThat(news).containsExactly(new News.Failed(BUSY));
        assertThat(caller.isReleased()).isFalse();
        dial("c");
        answer(stage.callee(), Stage.PCMU);
        assertThat(Stage.last(caller)).isInstanceOf(LegCommand.Answer.class);
        assertThat(news).containsExactly(new News.Failed(BUSY), new News.Connected());
    }

    @Test
    void an_answered_caller_that_nobody_takes_is_the_scripts_again() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        script().answer();
        dial("b", "c");
        stage.callee().say(new LegEvent.Released(stage.callee().id(), Cause.CONGESTION));
        stage.callee().say(new LegEvent.Released(stage.callee().id(), BUSY));
        assertThat(news).containsExactly(new News.Answered(), new News.Failed(BUSY));
        script().play(HELLO);
        assertThat(stage.media.port("a").sound()).contains(HELLO);
        dial("c");
        var third = stage.callee();
        third.say(new LegEvent.Ringing(third.id(), false, Optional.empty()));
        assertThat(stage.media.port("a").tone()).isPresent();
        answer(third, Stage.PCMU);
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        assertThat(stage.media.port("a").tone()).isEmpty();
    }

    @Test
    void who_does_not_answer_in_time_is_given_up() {
        stage.call("200", Optional.of(Stage.PCMU));
        dial("b", "c");
        var callee = stage.callee();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        script().recall();
        assertThat(callee.isReleased()).isTrue();
        assertThat(stage.other.legs()).hasSize(1);
        assertThat(news).containsExactly(new News.Failed(Cause.NO_ANSWER));
    }

    @Test
    void a_call_that_was_answered_is_not_given_up() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        dial("b");
        answer(stage.callee(), Stage.PCMU);
        script().recall();
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void a_caller_without_an_offer_is_made_one() {
        var caller = stage.call("200", Optional.empty());
        script().play(HELLO);
        assertThat(news).containsExactly(new News.Played()); // nobody can hear it
        script().answer();
        var offer = ((LegCommand.Answer) Stage.last(caller)).media().orElseThrow();
        assertThat(offer.codecs()).contains(Codec.PCMA);
        script().answer();
        assertThat(news).hasSize(1);
        caller.say(new LegEvent.MediaAnswered(caller.id(), Stage.PCMA));
        assertThat(news).endsWith(new News.Answered());
        dial("b");
        assertThat(stage.dialledMedia().codecs()).startsWith(Codec.PCMA);
    }

    @Test
    void sound_before_the_answer_is_progress() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        script().play(HELLO);
        assertThat(Stage.last(caller))
                .isEqualTo(
                        new LegCommand.Progress(true, Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(stage.media.port("a").sound()).contains(HELLO);
        dial("b");
        assertThat(stage.dialledMedia().codecs()).startsWith(Codec.PCMU);
    }

    @Test
    void a_caller_that_hangs_up_ends_it() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(news).containsExactly(new News.Ended(Cause.NORMAL_CLEARING));
        script().answer();
        dial("b");
        assertThat(stage.other.legs()).isEmpty();
    }

    @Test
    void it_refuses_before_the_answer_and_hangs_up_after_it() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        script().leave();
        refuse(21);
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.gateway(21)));
        var other = stage.call("201", Optional.of(Stage.PCMU));
        asked.removeFirst();
        script().answer();
        script().leave();
        refuse(16);
        assertThat(Stage.last(other)).isEqualTo(new LegCommand.Release(Cause.gateway(16)));
        assertThat(news).containsExactly(new News.Answered());
    }

    @Test
    void one_that_leaves_lets_the_rules_behind_decide() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        script().leave();
        script().reply(new ServiceReply.Silent("it ended"));
        assertThat(stage.snapshot(caller).rule()).isEqualTo("else");
        stage.callee().say(new LegEvent.Released(stage.callee().id(), BUSY));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(BUSY));
        assertThat(news).isEmpty();
    }

    @Test
    void one_that_forgets_its_call_does_not_keep_it_for_ever() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        stage.time.advance(CallScripted.LONGEST);
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.TIMER_EXPIRED));
        assertThat(news).containsExactly(new News.Ended(Cause.TIMER_EXPIRED));
    }

    @Test
    void a_call_sent_elsewhere_by_who_was_dialled_keeps_its_script() {
        stage.call("200", Optional.of(Stage.PCMU));
        dial("b");
        var first = stage.callee();
        first.say(
                new LegEvent.Redirected(
                        first.id(), List.of(Party.ofNumber("300")), Cause.gateway(23)));
        assertThat(asked).hasSize(2);
        assertThat(asked.getLast().mayBeLed()).isFalse();
        assertThat(stage.dialled().to().digits()).isEqualTo("300");
        stage.callee().say(new LegEvent.Released(stage.callee().id(), BUSY));
        assertThat(news).containsExactly(new News.Failed(BUSY));
        dial("c");
        assertThat(stage.other.legs()).hasSize(3);
    }

    @Test
    void a_transfer_is_led_by_no_script_and_its_failure_is_nobodys() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        dial("b");
        answer(stage.callee(), Stage.PCMU);
        caller.say(
                new LegEvent.TransferRequested(
                        caller.id(), Party.ofNumber("300"), Optional.empty()));
        assertThat(asked.getLast().mayBeLed()).isFalse();
        stage.callee().say(new LegEvent.Released(stage.callee().id(), BUSY));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        assertThat(news).containsExactly(new News.Connected());
    }
}
