package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.call.Scripts.BUSY;
import static org.dragoman.core.call.Scripts.CALLER;
import static org.dragoman.core.call.Scripts.FIRST;
import static org.dragoman.core.call.Scripts.NONE;
import static org.dragoman.core.call.Scripts.PCMU;
import static org.dragoman.core.call.Scripts.happened;
import static org.dragoman.core.call.Scripts.offered;
import static org.dragoman.core.call.Scripts.released;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A caller hears why its call failed, and is told then.
class CallFailureTest {
    @ParameterizedTest
    @CsvSource({"17, BUSY", "34, CONGESTION", "18, CONGESTION", "22, SPECIAL_INFORMATION"})
    void a_caller_hears_the_tone_of_the_cause(int q850, Tone tone) {
        var step = failed(dialled(Optional.of(PCMU)), cause(q850));
        assertThat(step.outputs())
                .contains(new CallOutput.PlaySound(CALLER, new Sound.OfTone(tone)))
                .anyMatch(CallFailureTest::isInBandProgress)
                .noneMatch(CallFailureTest::isRelease);
        assertThat(step.next().phase()).isEqualTo(Phase.AWAITING_SOUND);
        var end = CallMachine.step(step.next(), Scripts.expiry(step.next()));
        assertThat(end.outputs())
                .contains(
                        new CallOutput.StopSound(CALLER),
                        new CallOutput.Order(CALLER, new LegCommand.Release(cause(q850))));
        assertThat(end.next().phase()).isEqualTo(Phase.AWAITING_RELEASE);
    }

    @Test
    void an_announcement_lasts_as_long_as_it_is() {
        var step = failed(dialled(Optional.of(PCMU)), cause(1));
        assertThat(step.outputs())
                .contains(new CallOutput.PlaySound(CALLER, new Sound.OfFile("unknown.wav")));
        var over = CallMachine.step(step.next(), new CallInput.SoundOver(CALLER));
        assertThat(over.outputs())
                .contains(new CallOutput.Order(CALLER, new LegCommand.Release(cause(1))));
    }

    @Test
    void a_caller_that_hangs_up_meanwhile_does_not_change_the_cause() {
        var step = failed(dialled(Optional.of(PCMU)), BUSY);
        var end = CallMachine.step(step.next(), released(CALLER, Cause.NORMAL_CLEARING));
        assertThat(end.outputs()).contains(new CallOutput.Finish(BUSY));
        assertThat(end.next().endedBy()).contains(Side.CALLEE);
        assertThat(end.next().phase()).isEqualTo(Phase.ENDED);
    }

    @Test
    void a_route_that_is_not_there_is_heard_too() {
        var state = CallMachine.step(Scripts.beginWithTones(), offered(true, Optional.of(PCMU)));
        var step = CallMachine.step(state.next(), new CallInput.NotRouted(cause(3)));
        assertThat(step.outputs())
                .contains(
                        new CallOutput.PlaySound(
                                CALLER, new Sound.OfTone(Tone.SPECIAL_INFORMATION)));
    }

    @Test
    void nothing_is_played_where_no_codec_is_agreed() {
        var media = Optional.of(MediaDescription.of(Codec.of("UNKNOWN", 8_000)));
        var step = failed(dialled(media), BUSY);
        assertThat(step.next().phase()).isEqualTo(Phase.AWAITING_RELEASE);
        assertThat(step.outputs())
                .contains(new CallOutput.Order(CALLER, new LegCommand.Release(BUSY)))
                .noneMatch(o -> o instanceof CallOutput.PlaySound);
    }

    @Test
    void a_caller_without_an_offer_is_offered_media_to_hear_it() {
        var step = failed(dialled(NONE), BUSY);
        assertThat(step.next().phase()).isEqualTo(Phase.AWAITING_SOUND);
        assertThat(step.outputs())
                .anyMatch(CallFailureTest::offersMedia)
                .noneMatch(o -> o instanceof CallOutput.PlaySound);
        var agreed =
                CallMachine.step(step.next(), happened(new LegEvent.MediaAnswered(CALLER, PCMU)));
        assertThat(agreed.outputs())
                .containsExactly(new CallOutput.PlaySound(CALLER, new Sound.OfTone(Tone.BUSY)));
        var again =
                CallMachine.step(agreed.next(), happened(new LegEvent.MediaAnswered(CALLER, PCMU)));
        assertThat(again.outputs()).isEmpty();
        var end = CallMachine.step(agreed.next(), Scripts.expiry(agreed.next()));
        assertThat(end.outputs())
                .contains(new CallOutput.Order(CALLER, new LegCommand.Release(BUSY)));
    }

    @Test
    void a_caller_that_agrees_to_no_media_is_released_soon() {
        var step = failed(dialled(NONE), BUSY);
        assertThat(step.next().waiting().atMost()).isEqualTo(Duration.ofSeconds(3));
        for (var input :
                List.of(
                        Scripts.expiry(step.next()),
                        happened(
                                new LegEvent.MediaRefused(CALLER, Cause.BEARER_NOT_IMPLEMENTED)))) {
            var end = CallMachine.step(step.next(), input);
            assertThat(end.outputs())
                    .contains(new CallOutput.Order(CALLER, new LegCommand.Release(BUSY)));
            assertThat(end.next().phase()).isEqualTo(Phase.AWAITING_RELEASE);
        }
    }

    @Test
    void by_default_nobody_hears_anything() {
        var state = Scripts.run(Scripts.begin(), upToDialled(Optional.of(PCMU)));
        assertThat(failed(state, BUSY).next().phase()).isEqualTo(Phase.AWAITING_RELEASE);
    }

    @Test
    void after_the_answer_a_release_is_a_release() {
        var state =
                Scripts.run(
                        dialled(Optional.of(PCMU)),
                        List.of(Scripts.answered(FIRST, Optional.of(PCMU))));
        assertThat(failed(state, BUSY).next().phase()).isEqualTo(Phase.AWAITING_RELEASE);
    }

    @Test
    void who_is_held_hears_the_music_of_its_trunk() {
        var state =
                Scripts.run(
                        dialled(Optional.of(PCMU)),
                        List.of(Scripts.answered(FIRST, Optional.of(PCMU))));
        var held = CallMachine.step(state, happened(new LegEvent.Held(FIRST)));
        assertThat(held.outputs())
                .containsExactly(
                        new CallOutput.Order(CALLER, new LegCommand.Hold()),
                        new CallOutput.PlaySound(CALLER, new Sound.Music("music.wav")));
        var resumed = CallMachine.step(held.next(), happened(new LegEvent.Resumed(FIRST)));
        assertThat(resumed.outputs())
                .containsExactly(
                        new CallOutput.Order(CALLER, new LegCommand.Resume()),
                        new CallOutput.StopSound(CALLER));
        var other = CallMachine.step(state, happened(new LegEvent.Held(CALLER)));
        assertThat(other.outputs()) // the destination's trunk has no music
                .containsExactly(new CallOutput.Order(FIRST, new LegCommand.Hold()));
    }

    private static CallState dialled(Optional<MediaDescription> media) {
        return Scripts.run(Scripts.beginWithTones(), upToDialled(media));
    }

    private static List<CallInput> upToDialled(Optional<MediaDescription> media) {
        var targets = Scripts.routed(true, media).targets().subList(0, 1);
        return List.of(offered(true, media), new CallInput.Routed(targets, Set.of()));
    }

    private static CallMachine.Step failed(CallState state, Cause why) {
        return CallMachine.step(state, released(FIRST, why));
    }

    private static Cause cause(int q850) {
        return Cause.signalled(q850, Cause.Location.USER, "x");
    }

    private static boolean isInBandProgress(CallOutput output) {
        return output instanceof CallOutput.Order(var leg, LegCommand.Progress(var inBand, _, _))
                && leg.equals(CALLER)
                && inBand;
    }

    private static boolean offersMedia(CallOutput output) {
        return output instanceof CallOutput.Order(var leg, LegCommand.Progress(_, var media, _))
                && leg.equals(CALLER)
                && media.isPresent();
    }

    private static boolean isRelease(CallOutput output) {
        return output instanceof CallOutput.Order(_, LegCommand.Release _);
    }
}
