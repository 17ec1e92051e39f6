package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.VideoDescription;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane;
import org.junit.jupiter.api.Test;

/// Calls whose sides have video, or one of them has.
class CallVideoTest {
    private static final Codec VP9 = Codec.of("VP9", 90_000);
    private static final Codec LEVEL_4 = Codec.H264.with("profile-level-id", "42e028");

    private final Stage stage = new Stage();

    @Test
    void video_that_both_sides_have_is_offered_answered_and_joined() {
        var caller = stage.call("200", Optional.of(with(VP9, Codec.VP8, Codec.H264)));
        assertThat(stage.dialledMedia().video().orElseThrow().codecs())
                .as("what can be passed through, as offered")
                .containsExactly(Codec.VP8, Codec.H264);
        var callee = answer(with(LEVEL_4));
        var told = ((LegCommand.Answer) Stage.last(caller)).media().orElseThrow();
        assertThat(told.video().orElseThrow().codecs())
                .as("one codec, in the words of who answered")
                .containsExactly(LEVEL_4);
        assertThat(callee.context().video()).isPresent();
        assertThat(joined("b")).as("one port alone joins nothing").isEmpty();
        assertThat(caller.context().video()).isPresent();
        assertThat(joined("b")).hasValue("a" + FakeMediaPlane.VIDEO);
        assertThat(videoShown(caller)).as("nothing agreed with the peer yet").isEmpty();
        var vp8 = new PayloadFormat(Codec.VP8, 96, 20);
        caller.context().video().orElseThrow().agree(MediaFlow.NONE.withSending(vp8));
        assertThat(videoShown(caller)).hasValue(vp8);
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
    }

    @Test
    void who_answers_without_video_has_a_call_without() {
        var caller = stage.call("200", Optional.of(with(Codec.VP8)));
        answer(Stage.PCMA);
        assertThat(((LegCommand.Answer) Stage.last(caller)).media().orElseThrow().video())
                .isEmpty();
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void an_answer_with_video_that_was_not_offered_counts_as_none() {
        var caller = stage.call("200", Optional.of(with(Codec.VP8)));
        answer(with(Codec.H264));
        assertThat(((LegCommand.Answer) Stage.last(caller)).media().orElseThrow().video())
                .isEmpty();
    }

    @Test
    void a_trunk_without_video_is_offered_none() {
        stage.policy("b", TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.ALL.withVideo(false)));
        stage.call("200", Optional.of(with(Codec.VP8)));
        assertThat(stage.dialledMedia().video()).isEmpty();
    }

    @Test
    void a_denied_codec_is_denied_for_video_too() {
        var policy = CodecPolicy.ALL.withDenied(List.of(Codec.VP8));
        stage.policy("b", TrunkPolicy.DEFAULT.withCodecs(policy));
        stage.call("200", Optional.of(with(Codec.VP8, Codec.H264)));
        assertThat(stage.dialledMedia().video().orElseThrow().codecs()).containsExactly(Codec.H264);
    }

    @Test
    void video_comes_in_the_middle_of_a_call_where_the_other_side_has_it() {
        var caller = stage.call("200", Optional.of(Stage.PCMA));
        var callee = answer(Stage.PCMA);
        caller.say(new LegEvent.MediaOffered(caller.id(), with(Codec.VP8)));
        assertThat(Stage.last(callee))
                .isInstanceOfSatisfying(
                        LegCommand.OfferMedia.class,
                        o -> assertThat(o.offer().video()).isPresent());
        callee.say(new LegEvent.MediaAnswered(callee.id(), with(Codec.VP8)));
        assertThat(answered(caller).video().orElseThrow().first()).isEqualTo(Codec.VP8);
        int before = callee.commands().size();
        caller.say(new LegEvent.MediaOffered(caller.id(), with(Codec.VP8)));
        assertThat(answered(caller).video()).as("said again: still there").isPresent();
        assertThat(callee.commands()).hasSize(before);
        caller.say(new LegEvent.MediaOffered(caller.id(), Stage.PCMA));
        assertThat(Stage.last(callee))
                .as("and gone again")
                .isInstanceOf(LegCommand.OfferMedia.class);
        callee.say(new LegEvent.MediaAnswered(callee.id(), Stage.PCMA));
        assertThat(answered(caller).video()).isEmpty();
    }

    @Test
    void video_that_the_other_side_refuses_in_mid_call_leaves_the_sound() {
        var caller = stage.call("200", Optional.of(Stage.PCMA));
        var callee = answer(Stage.PCMA);
        caller.say(new LegEvent.MediaOffered(caller.id(), with(Codec.VP8)));
        callee.say(new LegEvent.MediaRefused(callee.id(), Cause.BEARER_NOT_IMPLEMENTED));
        assertThat(answered(caller).first()).isEqualTo(Codec.PCMA);
        assertThat(answered(caller).video()).isEmpty();
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void a_key_frame_that_is_wanted_is_asked_for_on_the_other_side_at_a_pace() {
        var caller = stage.call("200", Optional.of(with(Codec.VP8)));
        var callee = answer(with(Codec.VP8));
        caller.say(new LegEvent.KeyFrameWanted(caller.id()));
        caller.say(new LegEvent.KeyFrameWanted(caller.id()));
        assertThat(asked(callee)).isEqualTo(1);
        stage.time.advance(Duration.ofSeconds(1));
        caller.say(new LegEvent.KeyFrameWanted(caller.id()));
        assertThat(asked(callee)).isEqualTo(2);
        callee.say(new LegEvent.KeyFrameWanted(callee.id()));
        assertThat(asked(caller)).isEqualTo(1);
    }

    private static long asked(FakeLeg leg) {
        return leg.commands().stream().filter(LegCommand.AskForKeyFrame.class::isInstance).count();
    }

    private static MediaDescription answered(FakeLeg leg) {
        return ((LegCommand.AnswerMedia) Stage.last(leg)).answer();
    }

    /// What those who ask about the call are told that is sent of video.
    private Optional<PayloadFormat> videoShown(FakeLeg leg) {
        return stage.snapshot(leg).legs().getFirst().media().orElseThrow().video().stream()
                .flatMap(v -> v.flow().sending().stream())
                .findFirst();
    }

    private Optional<String> joined(String trunk) {
        return stage.media.openPorts().stream()
                .filter(p -> p.trunk().equals(trunk + FakeMediaPlane.VIDEO))
                .findFirst()
                .flatMap(FakeMediaPlane.FakeOpened::joined)
                .map(FakeMediaPlane.FakeOpened::trunk);
    }

    private FakeLeg answer(MediaDescription media) {
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(media), Optional.empty()));
        return callee;
    }

    private static MediaDescription with(Codec... video) {
        return MediaDescription.of(Codec.PCMA).withVideo(Optional.of(VideoDescription.of(video)));
    }
}
