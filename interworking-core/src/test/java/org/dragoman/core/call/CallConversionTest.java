package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.log.SoundPath;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.testing.FakeConversions;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls whose sides have no codec in common, on a media plane that converts.
class CallConversionTest {
    private static final MediaDescription G722 = MediaDescription.of(Codec.G722);
    private static final PayloadFormat WIDE = new PayloadFormat(Codec.G722, 9, 20);
    private static final PayloadFormat NARROW = new PayloadFormat(Codec.PCMA, 8, 30);

    private final Stage stage = new Stage();

    @BeforeEach
    void convert() {
        stage.media.convertBy(new FakeConversions());
    }

    @Test
    void the_caller_is_answered_with_its_own_codec() {
        var caller = stage.call("200", Optional.of(G722));
        assertThat(stage.dialledMedia().codecs())
                .containsExactly(Codec.G722, Codec.PCMA, Codec.PCMU);
        answer(Stage.PCMA);
        assertThat(Stage.last(caller))
                .isInstanceOfSatisfying(
                        LegCommand.Answer.class,
                        a -> assertThat(a.media().orElseThrow().first()).isEqualTo(Codec.G722));
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void where_a_trunk_permits_no_conversion_the_call_fails() {
        stage.policy("b", TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.ALL.withConverts(false)));
        var caller = stage.call("200", Optional.of(G722));
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.G722);
        answer(Stage.PCMA);
        assertThat(stage.snapshot(caller).cause().orElseThrow().q850()).isEqualTo(65);
    }

    @Test
    void an_offer_with_the_other_sides_codec_ends_the_conversion() {
        var caller = stage.call("200", Optional.of(G722));
        var callee = answer(Stage.PCMA);
        int told = callee.commands().size();
        caller.say(
                new LegEvent.MediaOffered(
                        caller.id(), MediaDescription.of(Codec.PCMA, Codec.PCMU)));
        assertThat(Stage.last(caller))
                .isInstanceOfSatisfying(
                        LegCommand.AnswerMedia.class,
                        a -> assertThat(a.answer().first()).isEqualTo(Codec.PCMA));
        assertThat(callee.commands()).as("the other side need not hear").hasSize(told);
    }

    /// RFC 3311 §5.2: an UPDATE in an early dialog may change the codec.
    @Test
    void a_change_before_the_answer_is_had_where_the_other_side_can_stay_as_it_is() {
        var caller = stage.call("200", Optional.of(Stage.PCMA));
        var callee = stage.callee();
        callee.say(
                new LegEvent.Progress(
                        callee.id(), true, Optional.of(Stage.PCMA), Optional.empty()));
        int told = callee.commands().size();
        for (var codec : List.of(Codec.PCMU, Codec.G722, Codec.PCMA)) {
            caller.say(new LegEvent.MediaOffered(caller.id(), MediaDescription.of(codec)));
            assertThat(Stage.last(caller))
                    .isInstanceOfSatisfying(
                            LegCommand.AnswerMedia.class,
                            a -> assertThat(a.answer().first()).isEqualTo(codec));
        }
        assertThat(callee.commands()).as("the other side need not hear").hasSize(told);
        callee.say(new LegEvent.MediaOffered(callee.id(), G722));
        assertThat(Stage.last(callee)).isInstanceOf(LegCommand.AnswerMedia.class);
        answer(Stage.PCMA);
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
    }

    @Test
    void a_change_before_the_answer_that_cannot_be_converted_is_refused() {
        stage.policy("b", TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.ALL.withConverts(false)));
        var caller = stage.call("200", Optional.of(Stage.PCMA));
        caller.say(new LegEvent.MediaOffered(caller.id(), G722));
        assertThat(Stage.last(caller))
                .as("nothing is agreed")
                .isInstanceOf(LegCommand.RefuseMedia.class);
        var callee = stage.callee();
        callee.say(
                new LegEvent.Progress(
                        callee.id(), true, Optional.of(Stage.PCMA), Optional.empty()));
        caller.say(new LegEvent.MediaOffered(caller.id(), G722));
        assertThat(Stage.last(caller)).isInstanceOf(LegCommand.RefuseMedia.class);
    }

    @Test
    void a_codec_that_fails_ends_the_call_with_cause_47() {
        var caller = stage.call("200", Optional.of(G722));
        answer(Stage.PCMA);
        stage.media.port("b").failToConvert("on purpose");
        var ended = stage.snapshot(caller);
        assertThat(ended.cause().orElseThrow().q850()).isEqualTo(47);
        assertThat(ended.ladder().toString()).contains("on purpose");
        assertThat(stage.isClean()).isTrue();
    }

    @Test
    void the_call_says_what_is_done_to_its_sound_and_why() {
        var caller = stage.call("200", Optional.of(G722));
        answer(Stage.PCMA);
        stage.media.port("a").agree(flow(WIDE, WIDE));
        stage.media.port("b").agree(flow(NARROW, WIDE)); // each direction by itself
        var sound = stage.snapshot(caller).sound();
        assertThat(sound).hasSize(2);
        assertThat(sound.getFirst().way()).isEqualTo(SoundPath.Way.CONVERTED);
        assertThat(sound.getFirst().why())
                .contains("did not agree to G722/8000", "packets of 20 ms become 30 ms");
        assertThat(sound.getLast().way()).isEqualTo(SoundPath.Way.PASSED);
        stage.policy(
                "b",
                TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.ALL.withDenied(List.of(Codec.G722))));
        assertThat(stage.snapshot(caller).sound().getFirst().why())
                .contains("trunk may not use G722/8000");
    }

    private FakeLeg answer(MediaDescription media) {
        var callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(media), Optional.empty()));
        return callee;
    }

    private static MediaFlow flow(PayloadFormat sending, PayloadFormat receiving) {
        return new MediaFlow(
                Optional.of(new InetSocketAddress("192.0.2.9", 4_000)),
                Optional.empty(),
                Optional.of(sending),
                List.of(receiving),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Direction.SEND_RECEIVE);
    }
}
