package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.api.Test;

/// What a call can do besides being answered: overlap dialling, redirection, tones, offers of the
/// gateway's own.
class CallServiceTest {
    private static final LegCommand ASK = new LegCommand.AskForDigits();

    private final Stage stage = new Stage();

    @AfterEach
    void nothingIsLeft() {
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
    }

    /// H32: digit by digit, first as far as the dial plan needs them, then on to the destination,
    /// which alone decides when there are enough.
    @Test
    void h32_overlap_dialling_is_passed_on_and_never_completed() {
        stage.plan = DialPlan.of(Rule.to("b", NumberPattern.prefix("74"), "b"));
        var caller = stage.call("", false, Optional.of(Stage.PCMU));
        assertThat(caller.commands()).containsExactly(ASK);
        dial(caller, "7", false);
        assertThat(stage.other.legs()).isEmpty();
        dial(caller, "4", false);
        var callee = stage.callee();
        assertThat(stage.dialled().to().digits()).isEqualTo("74");
        assertThat(stage.dialled().numberComplete()).isFalse();

        // a SIP peer says 100 Trying and 484 to each INVITE
        callee.say(new LegEvent.Proceeding(callee.id()));
        callee.say(new LegEvent.MoreDigits(callee.id()));
        dial(caller, "9", false);
        callee.say(new LegEvent.Proceeding(callee.id()));
        callee.say(new LegEvent.MoreDigits(callee.id()));
        dial(caller, "5", true);
        assertThat(callee.commands().subList(1, 3))
                .containsExactly(
                        new LegCommand.SendDialledDigits("9", false),
                        new LegCommand.SendDialledDigits("5", true));
        assertThat(caller.commands()).containsExactly(ASK, ASK, ASK, ASK, new LegCommand.Proceed());
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(Stage.last(caller)).isInstanceOf(LegCommand.Ring.class);
        assertThat(stage.snapshot(caller).to().digits()).isEqualTo("7495");
    }

    @Test
    void a_caller_that_stops_dialling_is_released_with_cause_28() {
        stage.plan = DialPlan.of(Rule.to("b", NumberPattern.prefix("74"), "b"));
        var caller = stage.call("7", false, Optional.of(Stage.PCMU));
        stage.time.advance(TrunkPolicy.DEFAULT.interDigit());
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.INCOMPLETE_NUMBER));
    }

    @Test
    void a_destination_silent_on_an_incomplete_number_is_cause_28() {
        stage.plan = DialPlan.of(Rule.to("b", NumberPattern.prefix("74"), "b"));
        var caller = stage.call("74", false, Optional.of(Stage.PCMU));
        stage.time.advance(TrunkPolicy.DEFAULT.setup());
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.INCOMPLETE_NUMBER));
    }

    @Test
    void digits_dialled_since_reach_the_next_target_too() {
        stage.plan = DialPlan.of(Rule.to("b-c", NumberPattern.prefix("74"), "b", "c"));
        var caller = stage.call("74", false, Optional.of(Stage.PCMU));
        dial(caller, "95", true);
        stage.callee().say(new LegEvent.Released(stage.callee().id(), Cause.CONGESTION));
        assertThat(stage.dialled().to().digits()).isEqualTo("7495");
        assertThat(stage.dialled().numberComplete()).isTrue();
    }

    @Test
    void a_redirection_is_followed_and_remembered() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var first = stage.callee();
        var busy = Cause.mapped(17, Cause.Location.USER, "x");
        first.say(new LegEvent.Redirected(first.id(), List.of(Party.ofNumber("300")), busy));
        assertThat(first.isReleased()).isTrue();
        assertThat(stage.callee()).isNotSameAs(first);
        assertThat(stage.dialled().to().digits()).isEqualTo("300");
        assertThat(stage.dialled().redirections())
                .containsExactly(new CallRequest.Redirection(Party.ofNumber("200"), 1));
        assertThat(stage.dialled().maxForwards()).isEqualTo(68);
        assertThat(caller.commands()).containsExactly(new LegCommand.Proceed());
    }

    /// RFC 3261 §8.1.3.4: one contact after the other.
    @Test
    void every_contact_of_a_redirection_is_tried_in_order() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var first = stage.callee();
        var contacts = List.of(Party.ofNumber("300"), Party.ofNumber("301"), Party.ofNumber("302"));
        first.say(new LegEvent.Redirected(first.id(), contacts, Cause.gateway(23)));
        assertThat(stage.dialled().to().digits()).isEqualTo("300");
        stage.callee().say(new LegEvent.Released(stage.callee().id(), Cause.gateway(17)));
        assertThat(stage.dialled().to().digits()).isEqualTo("301");
        assertThat(stage.dialled().redirections())
                .containsExactly(new CallRequest.Redirection(Party.ofNumber("200"), 15));
        stage.callee().say(new LegEvent.Released(stage.callee().id(), Cause.gateway(21)));
        assertThat(stage.other.legs()).hasSize(3); // declined: not asked anywhere else
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.gateway(21)));
    }

    @Test
    void a_call_redirected_in_a_circle_ends() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        for (int i = 0; i < 20 && !caller.isReleased(); i++) {
            var callee = stage.callee();
            var again = List.of(Party.ofNumber("200"));
            callee.say(new LegEvent.Redirected(callee.id(), again, Cause.gateway(23)));
        }
        assertThat(stage.other.legs()).hasSize(6);
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Release(Cause.gateway(23)));
    }

    @Test
    void a_redirection_can_be_left_to_the_caller() {
        stage.policy("b", TrunkPolicy.DEFAULT.withRedirect(TrunkPolicy.Redirect.PASS));
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        var targets = List.of(Party.ofNumber("300"));
        callee.say(new LegEvent.Redirected(callee.id(), targets, Cause.gateway(23)));
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Redirect(targets, Cause.gateway(23)));
        assertThat(stage.isClean()).isTrue();
    }

    @Test
    void the_gateway_makes_the_ringing_tone_where_it_is_told_to() {
        stage.policy("a", TrunkPolicy.DEFAULT.withRingback(TrunkPolicy.Ringback.GENERATE));
        var offer = MediaDescription.of(Codec.G729, Codec.PCMU);
        var caller = stage.call("200", Optional.of(offer));
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.PCMU, Codec.PCMA);
        var callee = stage.callee();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Ring(true, Optional.of(Stage.PCMU)));
        assertThat(stage.media.port("a").tone()).contains(Tone.RINGBACK);
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMA), Optional.empty()));
        assertThat(stage.media.port("a").tone()).isEmpty();
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Answer(Optional.of(Stage.PCMU), Optional.empty()));
    }

    @Test
    void no_tone_where_the_trunk_wants_none() {
        stage.policy("a", TrunkPolicy.DEFAULT.withRingback(TrunkPolicy.Ringback.PASS));
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(
                new LegEvent.Progress(
                        callee.id(), true, Optional.of(Stage.PCMU), Optional.empty()));
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Ring(false, Optional.empty()));
        assertThat(stage.media.port("a").tone()).isEmpty();
    }

    /// RFC 3960 §3.2: a carrier that says 183 with media, then 180 without, is heard, not drowned.
    @Test
    void sound_of_the_destination_goes_before_our_tone() {
        var media = Optional.of(Stage.PCMU);
        var caller = stage.call("200", media);
        var callee = stage.callee();
        callee.say(new LegEvent.Progress(callee.id(), true, media, Optional.empty()));
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(stage.media.port("a").tone()).contains(Tone.RINGBACK);
        stage.media.port("a").hearFirstPacket();
        assertThat(stage.media.port("a").tone()).contains(Tone.RINGBACK);
        stage.media.port("b").hearFirstPacket();
        assertThat(stage.media.port("a").tone()).isEmpty();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(stage.media.port("a").tone()).isEmpty();
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Ring(true, media));
        assertThat(caller.commands()).hasSize(3);
    }

    /// H4: told of sound with the 183, a caller is told of it with the 180 too.
    @Test
    void h4_in_band_stays_in_band_when_it_rings() {
        var media = Optional.of(Stage.PCMU);
        var caller = stage.call("200", media);
        var callee = stage.callee();
        callee.say(new LegEvent.Progress(callee.id(), true, media, Optional.empty()));
        stage.media.port("b").hearFirstPacket();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Ring(true, media));
        assertThat(stage.media.port("a").tone()).isEmpty();
    }

    @Test
    void the_tone_stops_when_the_next_target_is_tried() {
        var caller = stage.call("300", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        var media = Optional.of(Stage.PCMU);
        callee.say(new LegEvent.Progress(callee.id(), true, media, Optional.empty()));
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
        assertThat(stage.media.port("a").tone()).isPresent();
        callee.say(new LegEvent.Released(callee.id(), Cause.CONGESTION));
        assertThat(stage.media.port("a").tone()).isEmpty();
        assertThat(caller.isReleased()).isFalse();
    }

    /// Slow start towards a SIP peer that does not like an INVITE without offer (S3).
    @Test
    void s3_the_gateway_offers_where_the_caller_did_not() {
        stage.policy("b", TrunkPolicy.DEFAULT.withOffer(TrunkPolicy.Offer.ALWAYS));
        var caller = stage.call("200", Optional.empty());
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.PCMA, Codec.PCMU);
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMA), Optional.empty()));
        var answer = (LegCommand.Answer) Stage.last(caller);
        assertThat(answer.media().orElseThrow().codecs()).containsExactly(Codec.PCMA, Codec.PCMU);
        caller.say(new LegEvent.MediaAnswered(caller.id(), Stage.PCMU));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        assertThat(callee.commands()).hasSize(1);
    }

    @Test
    void a_late_caller_that_answered_early_keeps_its_codec_with_the_next_target() {
        var caller = stage.call("300", Optional.empty());
        var first = stage.callee();
        first.say(new LegEvent.Ringing(first.id(), true, Optional.of(Stage.G729)));
        caller.say(new LegEvent.MediaAnswered(caller.id(), Stage.G729));
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.AnswerMedia(Stage.G729));
        first.say(new LegEvent.Released(first.id(), Cause.CONGESTION));
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.G729);
        var second = stage.callee();
        second.say(new LegEvent.Answered(second.id(), Optional.of(Stage.G729), Optional.empty()));
        assertThat(Stage.last(caller))
                .isEqualTo(new LegCommand.Answer(Optional.empty(), Optional.empty()));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void a_trunk_that_allows_none_of_the_codecs_is_passed_over() {
        stage.policy(
                "b", TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.allowing(List.of(Codec.G729))));
        stage.call("300", Optional.of(Stage.PCMU));
        assertThat(stage.callee().context().trunk()).isEqualTo("c");
    }

    @Test
    void both_may_hold_and_each_is_told_of_the_other() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        caller.say(new LegEvent.Held(caller.id()));
        caller.say(new LegEvent.Held(caller.id()));
        callee.say(new LegEvent.Held(callee.id()));
        caller.say(new LegEvent.Resumed(caller.id()));
        assertThat(callee.commands().stream().skip(1))
                .containsExactly(new LegCommand.Hold(), new LegCommand.Resume());
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.Hold());
    }

    @Test
    void an_offer_nobody_answers_is_refused_after_a_while() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        caller.say(new LegEvent.MediaOffered(caller.id(), Stage.G729));
        assertThat(Stage.last(callee)).isInstanceOf(LegCommand.OfferMedia.class);
        stage.time.advance(Duration.ofSeconds(35));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.RefuseMedia(Cause.TIMER_EXPIRED));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void what_is_restricted_stays_restricted_and_identities_cross() {
        var caller = stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        var hidden = Party.ofNumber("7").withPresentation(Party.Presentation.RESTRICTED);
        callee.say(new LegEvent.IdentityChanged(callee.id(), hidden));
        assertThat(Stage.last(caller)).isEqualTo(new LegCommand.UpdateIdentity(hidden));
    }

    private static void dial(FakeLeg caller, String digits, boolean complete) {
        caller.say(new LegEvent.DialledDigits(caller.id(), digits, complete));
    }

    @Test
    void h12_digits_in_the_sound_of_a_trunk_are_heard_and_sent_there() {
        var tones =
                new SoundPolicy(
                        false,
                        Map.of(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        true);
        stage.policy("a", TrunkPolicy.DEFAULT.withSounds(tones));
        stage.call("200", Optional.of(Stage.PCMU));
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(stage.media.port("a").areDigitsTones()).isTrue();
        assertThat(stage.media.port("b").areDigitsTones()).isFalse();
        stage.media.port("a").hearToneDigit('5', Duration.ofMillis(100));
        stage.media.port("a").hearDigit('5', Duration.ofMillis(100)); // and as an event
        assertThat(callee.commands()).filteredOn(c -> c instanceof LegCommand.SendDigit).hasSize(1);
    }
}
