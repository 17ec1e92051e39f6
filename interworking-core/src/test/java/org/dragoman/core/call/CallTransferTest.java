package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rule;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A party is transferred: what everybody is told, who hears whom, and what is left.
class CallTransferTest {
    private final Stage stage = new Stage();
    private FakeLeg caller;
    private FakeLeg callee;

    @BeforeEach
    void talk() {
        caller = stage.call("200", Optional.of(Stage.PCMU));
        callee = stage.callee();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
    }

    @AfterEach
    void nothingIsLeft() {
        stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.calls.totals().legErrors()).isZero();
        assertThat(stage.calls.totals().legsDropped()).isZero();
    }

    private void transfer(FakeLeg by, String to) {
        by.say(new LegEvent.TransferRequested(by.id(), Party.ofNumber(to), Optional.empty()));
    }

    private static List<TransferStatus> told(FakeLeg leg) {
        return leg.commands().stream()
                .filter(LegCommand.TellTransfer.class::isInstance)
                .map(c -> ((LegCommand.TellTransfer) c).status())
                .toList();
    }

    private static LegCommand release(int q850) {
        return new LegCommand.Release(Cause.gateway(q850));
    }

    private FakeLeg transferor(boolean callerLeaves) {
        return callerLeaves ? caller : callee;
    }

    private FakeLeg stays(boolean callerLeaves) {
        return callerLeaves ? callee : caller;
    }

    /// Which open ports are joined, by the trunks they belong to.
    private Map<String, String> joined() {
        var pairs = new HashMap<String, String>();
        for (var port : stage.media.openPorts()) {
            port.joined().ifPresent(other -> pairs.put(port.trunk(), other.trunk()));
        }
        return pairs;
    }

    private void to(String trunk) {
        stage.plan = DialPlan.of(Rule.to("new", NumberPattern.prefix("5"), trunk));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_other_side_is_connected_to_the_new_party(boolean callerLeaves) {
        to("c");
        var leaves = transferor(callerLeaves);
        var stays = stays(callerLeaves);
        transfer(leaves, "500");
        assertThat(told(leaves)).containsExactly(TransferStatus.TRYING);
        assertThat(joined()).isEmpty();
        var fresh = stage.callee();
        assertThat(stage.dialled().to().digits()).isEqualTo("500");
        assertThat(stage.dialled().from().digits()).isEqualTo(callerLeaves ? "200" : "100");
        assertThat(stage.dialledMedia().first()).isEqualTo(Codec.PCMU);

        fresh.say(new LegEvent.Ringing(fresh.id(), false, Optional.empty()));
        var waits = stage.media.port(stays.context().trunk());
        assertThat(waits.tone()).contains(Tone.RINGBACK);
        assertThat(told(leaves)).containsExactly(TransferStatus.TRYING, TransferStatus.RINGING);

        fresh.say(
                new LegEvent.Answered(
                        fresh.id(), Optional.of(Stage.PCMA), Optional.of(Party.ofNumber("501"))));
        assertThat(told(leaves)).last().isEqualTo(TransferStatus.DONE);
        assertThat(Stage.last(leaves)).isEqualTo(release(16));
        assertThat(leaves.isReleased()).isTrue();
        assertThat(waits.sound()).isEmpty();
        assertThat(joined()).contains(entry("c", stays.context().trunk())).hasSize(2);
        assertThat(Stage.last(stays))
                .isEqualTo(new LegCommand.UpdateIdentity(Party.ofNumber("501")));

        fresh.say(new LegEvent.Released(fresh.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(stays)).isEqualTo(release(16));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void when_the_target_fails_the_old_call_comes_back(boolean callerLeaves) {
        to("c");
        var leaves = transferor(callerLeaves);
        var stays = stays(callerLeaves);
        leaves.say(new LegEvent.Held(leaves.id()));
        assertThat(Stage.last(stays)).isEqualTo(new LegCommand.Hold());
        transfer(leaves, "500");
        assertThat(Stage.last(stays)).isEqualTo(new LegCommand.Resume());
        var fresh = stage.callee();
        fresh.say(
                new LegEvent.Progress(fresh.id(), true, Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(joined()).containsEntry("c", stays.context().trunk());
        fresh.say(new LegEvent.Released(fresh.id(), Scripts.BUSY));
        assertThat(Stage.last(leaves))
                .isEqualTo(
                        new LegCommand.TellTransfer(
                                TransferStatus.FAILED, Optional.of(Scripts.BUSY)));
        assertThat(joined()).containsOnly(entry("a", "b"), entry("b", "a"));
        assertThat(Stage.last(stays)).isEqualTo(new LegCommand.Hold());
        leaves.say(new LegEvent.Resumed(leaves.id()));
        assertThat(Stage.last(stays)).isEqualTo(new LegCommand.Resume());
        stays.say(
                new LegEvent.Digit(stays.id(), '5', Duration.ofMillis(80), DigitMethod.RTP_EVENT));
        assertThat(Stage.last(leaves))
                .isEqualTo(new LegCommand.SendDigit('5', Duration.ofMillis(80)));
    }

    @Test
    void a_number_that_goes_nowhere_leaves_the_call_as_it_was() {
        to("c");
        transfer(callee, "999");
        assertThat(told(callee)).containsExactly(TransferStatus.TRYING, TransferStatus.FAILED);
        assertThat(joined()).containsOnly(entry("a", "b"), entry("b", "a"));
        transfer(callee, "500");
        assertThat(told(callee)).last().isEqualTo(TransferStatus.TRYING);
    }

    @Test
    void a_transferor_that_hangs_up_at_once_has_still_transferred() {
        to("c");
        transfer(caller, "500");
        var fresh = stage.callee();
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        fresh.say(new LegEvent.Answered(fresh.id(), Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(joined()).containsOnly(entry("b", "c"), entry("c", "b"));
        var seen = stage.snapshot(caller);
        assertThat(seen.phase()).isEqualTo(Phase.TALKING);
        assertThat(seen.legs()).hasSize(3);
        callee.say(new LegEvent.Released(callee.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(fresh)).isEqualTo(release(16));
    }

    @Test
    void a_target_that_fails_with_nobody_to_come_back_to_ends_the_call() {
        to("c");
        transfer(caller, "500");
        var fresh = stage.callee();
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        fresh.say(new LegEvent.Released(fresh.id(), Scripts.BUSY));
        assertThat(Stage.last(callee)).isEqualTo(new LegCommand.Release(Scripts.BUSY));
    }

    @Test
    void the_one_who_waits_may_hang_up() {
        to("c");
        transfer(caller, "500");
        var fresh = stage.callee();
        callee.say(new LegEvent.Released(callee.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(fresh)).isEqualTo(release(16));
        assertThat(told(caller)).containsExactly(TransferStatus.TRYING, TransferStatus.FAILED);
        assertThat(Stage.last(caller)).isEqualTo(release(16));
    }

    @Test
    void a_new_party_that_does_not_answer_is_given_up_and_the_next_target_tried() {
        stage.plan = DialPlan.of(Rule.to("new", NumberPattern.prefix("5"), "c", "b"));
        transfer(caller, "500");
        var first = stage.callee();
        stage.time.advance(Duration.ofSeconds(61));
        assertThat(Stage.last(first)).isEqualTo(release(102));
        var second = stage.callee();
        assertThat(second).isNotSameAs(first);
        second.say(new LegEvent.Ringing(second.id(), false, Optional.empty()));
        stage.time.advance(Duration.ofSeconds(181));
        assertThat(Stage.last(second)).isEqualTo(release(19));
        assertThat(told(caller)).last().isEqualTo(TransferStatus.FAILED);
        assertThat(joined()).containsOnly(entry("a", "b"), entry("b", "a"));
    }

    @Test
    void codecs_that_cannot_be_converted_are_agreed_anew() {
        to("c");
        stage.policy(
                "c", TrunkPolicy.DEFAULT.withCodecs(CodecPolicy.allowing(List.of(Codec.G729))));
        transfer(caller, "500");
        assertThat(stage.dialledMedia().codecs()).containsExactly(Codec.G729);
        var fresh = stage.callee();
        fresh.say(new LegEvent.Answered(fresh.id(), Optional.of(Stage.G729), Optional.empty()));
        assertThat(Stage.last(callee)).isInstanceOf(LegCommand.OfferMedia.class);
        assertThat(told(caller)).containsExactly(TransferStatus.TRYING);
        callee.say(new LegEvent.MediaAnswered(callee.id(), MediaDescription.of(Codec.G729)));
        assertThat(told(caller)).last().isEqualTo(TransferStatus.DONE);
        assertThat(joined()).containsOnly(entry("b", "c"), entry("c", "b"));
    }

    @Test
    void music_is_heard_until_the_new_party_rings() {
        var sounds =
                new SoundPolicy(
                        false,
                        Map.of(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Optional.of("music.wav"),
                        false);
        stage.policy("b", TrunkPolicy.DEFAULT.withSounds(sounds));
        stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
        talk();
        to("c");
        transfer(caller, "500");
        var port = stage.media.port("b");
        assertThat(port.sound()).contains(new Sound.Music("music.wav"));
        var fresh = stage.callee();
        fresh.say(new LegEvent.Ringing(fresh.id(), false, Optional.empty()));
        assertThat(port.tone()).contains(Tone.RINGBACK);
    }

    @Test
    void an_operator_may_transfer_whom_it_likes() throws Exception {
        to("c");
        var id = caller.id().call();
        assertThat(stage.calls.transfer(id, Side.CALLER, Party.ofNumber("500")).get()).isTrue();
        var fresh = stage.callee();
        fresh.say(new LegEvent.Answered(fresh.id(), Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(told(caller)).isEmpty();
        assertThat(Stage.last(caller)).isEqualTo(release(16));
        assertThat(joined()).containsOnly(entry("b", "c"), entry("c", "b"));
        var nobody = new CallId("00000000dead");
        assertThat(stage.calls.transfer(nobody, Side.CALLER, Party.ofNumber("5")).get()).isFalse();
    }

    /// The transferor is the caller of both calls, or of one, or of none.
    @ParameterizedTest
    @ValueSource(strings = {"caller caller", "caller callee", "callee caller", "callee callee"})
    void attended_joins_what_is_left_of_two_calls(String roles) {
        var role = Arrays.asList(roles.split(" "));
        var firstLeaver = role.getFirst().equals("caller") ? caller : callee;
        var firstStays = role.getFirst().equals("caller") ? callee : caller;
        var other = stage.call("200", Optional.of(Stage.PCMA));
        var otherCallee = stage.callee();
        otherCallee.say(
                new LegEvent.Answered(otherCallee.id(), Optional.of(Stage.PCMA), Optional.empty()));
        var secondLeaver = role.getLast().equals("caller") ? other : otherCallee;
        var secondStays = role.getLast().equals("caller") ? otherCallee : other;
        secondStays.say(new LegEvent.Held(secondStays.id()));
        firstLeaver.say(new LegEvent.Held(firstLeaver.id()));
        firstLeaver.say(
                new LegEvent.TransferRequested(
                        firstLeaver.id(), Party.ofNumber("200"), Optional.of(secondLeaver.id())));

        assertThat(told(firstLeaver)).containsExactly(TransferStatus.TRYING, TransferStatus.DONE);
        assertThat(firstLeaver.isReleased()).isTrue();
        assertThat(secondLeaver.isReleased()).isTrue();
        assertThat(stage.media.openPorts()).hasSize(2);
        assertThat(stage.media.openPorts()).allMatch(p -> p.joined().isPresent());
        assertThat(Stage.last(firstStays)).isEqualTo(new LegCommand.Hold()); // the other holds
        secondStays.say(new LegEvent.Resumed(secondStays.id()));
        assertThat(Stage.last(firstStays)).isEqualTo(new LegCommand.Resume());
        firstStays.say(
                new LegEvent.Digit(
                        firstStays.id(), '7', Duration.ofMillis(90), DigitMethod.SIP_INFO));
        assertThat(Stage.last(secondStays))
                .isEqualTo(new LegCommand.SendDigit('7', Duration.ofMillis(90)));
        secondStays.say(new LegEvent.MediaOffered(secondStays.id(), Stage.G729));
        assertThat(Stage.last(firstStays)).isInstanceOf(LegCommand.OfferMedia.class);
        firstStays.say(new LegEvent.MediaAnswered(firstStays.id(), Stage.G729));
        assertThat(Stage.last(secondStays)).isInstanceOf(LegCommand.AnswerMedia.class);

        firstStays.say(new LegEvent.Released(firstStays.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(secondStays)).isEqualTo(release(16));
        assertThat(stage.calls.active()).isZero();
    }

    @Test
    void who_came_by_an_attended_transfer_may_be_transferred_on() {
        to("b");
        stage.plan = DialPlan.of(Rule.to("any", NumberPattern.any(), "b"));
        var other = stage.call("200", Optional.of(Stage.PCMU));
        var consulted = stage.callee();
        consulted.say(
                new LegEvent.Answered(consulted.id(), Optional.of(Stage.PCMU), Optional.empty()));
        caller.say(
                new LegEvent.TransferRequested(
                        caller.id(), Party.ofNumber("200"), Optional.of(other.id())));
        assertThat(stage.media.openPorts()).hasSize(2);
        transfer(consulted, "500");
        var fresh = stage.callee();
        fresh.say(new LegEvent.Answered(fresh.id(), Optional.of(Stage.PCMU), Optional.empty()));
        assertThat(consulted.isReleased()).isTrue();
        assertThat(stage.media.openPorts()).hasSize(2);
        assertThat(stage.media.openPorts()).allMatch(p -> p.joined().isPresent());
        callee.say(new LegEvent.Released(callee.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(fresh)).isEqualTo(release(16));
    }

    @Test
    void a_call_that_is_no_more_or_does_not_talk_gives_nobody() {
        var ringing = stage.call("200", Optional.of(Stage.PCMU));
        for (var leg : List.of(ringing.id(), Scripts.OTHER, caller.id())) {
            caller.say(
                    new LegEvent.TransferRequested(
                            caller.id(), Party.ofNumber("200"), Optional.of(leg)));
            assertThat(told(caller)).last().isEqualTo(TransferStatus.FAILED);
            assertThat(joined()).containsOnly(entry("a", "b"), entry("b", "a"));
        }
        ringing.say(new LegEvent.Released(ringing.id(), Cause.NORMAL_CLEARING));
    }
}
