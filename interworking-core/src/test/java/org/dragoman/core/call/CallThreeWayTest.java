package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane.FakeOpened;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A party has two calls, and all three are to hear one another: who is in the room, and what is
/// left when somebody leaves.
class CallThreeWayTest {
    private final Stage stage = new Stage();
    private FakeLeg first; // the party's leg of the call with anna
    private FakeLeg anna;
    private FakeLeg second; // its leg of the call with ben, who is on hold
    private FakeLeg ben;

    @BeforeEach
    void talk() {
        first = stage.call("200", Optional.of(Stage.PCMU));
        anna = answered();
        second = stage.call("200", Optional.of(Stage.PCMU));
        ben = answered();
        second.say(new LegEvent.Held(second.id()));
    }

    private FakeLeg answered() {
        var leg = stage.callee();
        leg.say(new LegEvent.Answered(leg.id(), Optional.of(Stage.PCMU), Optional.empty()));
        return leg;
    }

    @AfterEach
    void nothingIsLeft() {
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.calls.totals().legErrors()).isZero();
        assertThat(stage.calls.totals().legsDropped()).isZero();
    }

    private void meet() {
        first.say(new LegEvent.MeetingRequested(first.id(), second.id()));
    }

    private static void hangUp(FakeLeg leg) {
        leg.say(new LegEvent.Released(leg.id(), Cause.NORMAL_CLEARING));
    }

    /// Whose ports are in the room.
    private Set<Object> inRoom() {
        return stage.media.openPorts().stream()
                .filter(FakeOpened::isInRoom)
                .map(FakeOpened::port)
                .collect(Collectors.toSet());
    }

    private static Object port(FakeLeg leg) {
        return leg.context().media();
    }

    private boolean talks(FakeLeg one, FakeLeg other) {
        return inRoom().isEmpty()
                && stage.media.openPorts().stream()
                        .filter(o -> o.port() == port(one))
                        .flatMap(o -> o.joined().stream())
                        .anyMatch(o -> o.port() == port(other));
    }

    @Test
    void the_party_and_both_others_are_in_the_room_and_nobody_is_on_hold() {
        meet();
        assertThat(inRoom()).containsExactlyInAnyOrder(port(first), port(anna), port(ben));
        assertThat(Stage.last(ben)).isEqualTo(new LegCommand.Resume());
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.TellMeeting(true));
        assertThat(anna.commands()).as("nobody else is told").noneMatch(CallThreeWayTest::isHold);
    }

    private static boolean isHold(LegCommand command) {
        return command instanceof LegCommand.Hold || command instanceof LegCommand.Resume;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void when_anna_or_her_call_ends_the_party_talks_to_ben(boolean herself) {
        meet();
        hangUp(herself ? anna : first);
        assertThat(talks(second, ben)).isTrue();
        assertThat(first.isReleased()).isTrue();
        hangUp(ben);
        assertThat(second.isReleased()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void when_ben_or_his_call_ends_the_party_talks_to_anna(boolean himself) {
        meet();
        hangUp(himself ? ben : second);
        assertThat(talks(first, anna)).isTrue();
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.TellMeeting(false));
        assertThat(second.isReleased()).isTrue();
        assertThat(anna.isReleased()).isFalse();
    }

    /// The party leaves, and the two others talk on: an attended transfer.
    @Test
    void when_the_party_joins_the_two_others_they_talk_without_it() {
        meet();
        first.say(
                new LegEvent.TransferRequested(
                        first.id(), Party.UNKNOWN, Optional.of(second.id())));
        assertThat(first.isReleased()).isTrue();
        assertThat(second.isReleased()).isTrue();
        assertThat(talks(anna, ben)).isTrue();
        hangUp(anna);
        assertThat(ben.isReleased()).isTrue();
    }

    @Test
    void who_holds_meanwhile_is_out_and_the_others_are_told_when_the_meeting_is_over() {
        meet();
        int before = first.commands().size();
        anna.say(new LegEvent.Held(anna.id()));
        assertThat(first.commands()).hasSize(before);
        hangUp(ben);
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.Hold());
    }

    /// Only its own leg of the other call is silent, and nobody minds.
    @Test
    void the_leg_that_is_idle_may_be_silent() {
        meet();
        stage.media.openPorts().stream()
                .filter(o -> o.port() == port(second))
                .forEach(o -> o.port().hearSilence(Duration.ofMinutes(1)));
        assertThat(second.isReleased()).isFalse();
        stage.media.openPorts().stream()
                .filter(o -> o.port() == port(ben))
                .forEach(o -> o.port().hearSilence(Duration.ofMinutes(1)));
        assertThat(ben.isReleased()).isTrue();
        assertThat(talks(first, anna)).isTrue();
    }

    @Test
    void a_transfer_or_an_operators_hold_or_a_fax_ends_the_meeting() {
        meet();
        stage.calls.hold(anna.id().call(), Side.CALLEE, true).join();
        assertThat(inRoom()).isEmpty();
        assertThat(talks(second, ben)).isTrue();
        stage.calls.hold(anna.id().call(), Side.CALLEE, false).join();
        meet();
        assertThat(inRoom()).hasSize(3);
        ben.say(new LegEvent.MediaOffered(ben.id(), MediaDescription.of(FaxRelay.PLAIN)));
        assertThat(inRoom()).isEmpty();
        second.say(new LegEvent.MediaRefused(second.id(), Cause.BEARER_NOT_IMPLEMENTED));
        assertThat(ben.isReleased()).isFalse();
    }

    @Test
    void there_is_no_fourth_party_and_no_room_with_oneself() {
        meet();
        first.say(new LegEvent.MeetingRequested(first.id(), second.id()));
        second.say(new LegEvent.MeetingRequested(second.id(), first.id()));
        assertThat(inRoom()).hasSize(3);
        hangUp(ben);
        first.say(new LegEvent.MeetingRequested(first.id(), first.id()));
        first.say(new LegEvent.MeetingRequested(first.id(), second.id()));
        assertThat(talks(first, anna)).as("there is no such other call").isTrue();
        assertThat(Stage.last(first)).isEqualTo(new LegCommand.TellMeeting(false));
    }

    /// A codec that cannot be decoded here can be relayed and not mixed.
    @Test
    void what_cannot_be_mixed_stays_two_calls() {
        hangUp(second);
        second = stage.call("200", Optional.of(Stage.G729));
        ben = stage.callee();
        ben.say(new LegEvent.Answered(ben.id(), Optional.of(Stage.G729), Optional.empty()));
        meet();
        assertThat(talks(first, anna)).isTrue();
        assertThat(talks(second, ben)).isTrue();
    }
}
