package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.account.ForkStage.NONE;
import static org.dragoman.core.account.ForkStage.NUMBER;
import static org.dragoman.core.account.ForkStage.PCMA;
import static org.dragoman.core.account.ForkStage.PCMU;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TransferStatus;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A call to an account that has several devices: whole calls, with fake legs.
class ForkCallTest {
    private final ForkStage stage = new ForkStage();

    @AfterEach
    void nothingIsLeft() {
        stage.end();
        assertThat(stage.calls.totals().legErrors()).isZero();
    }

    private static void rings(FakeLeg device) {
        device.say(new LegEvent.Ringing(device.id(), false, NONE));
    }

    private static void answers(FakeLeg device, MediaDescription with) {
        device.say(new LegEvent.Answered(device.id(), Optional.of(with), Optional.empty()));
    }

    private static void fails(FakeLeg device, int q850, String code) {
        device.say(
                new LegEvent.Released(device.id(), Cause.mapped(q850, Cause.Location.USER, code)));
    }

    private static LegCommand last(FakeLeg leg) {
        return leg.commands().getLast();
    }

    private static int endedWith(FakeLeg leg) {
        return ((LegCommand.Release) last(leg)).cause().q850();
    }

    @Test
    void all_ring_and_the_first_answer_has_the_call() {
        var caller = stage.call(Optional.of(PCMU));
        assertThat(stage.devices).hasSize(2);
        assertThat(stage.devices).allMatch(d -> d.commands().getFirst() instanceof LegCommand.Dial);
        rings(stage.devices.get(1));
        rings(stage.devices.get(0));
        assertThat(caller.commands().stream().filter(LegCommand.Ring.class::isInstance)).hasSize(1);
        answers(stage.devices.get(1), PCMU);
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
        assertThat(last(stage.devices.get(0)))
                .isEqualTo(new LegCommand.Release(Cause.ANSWERED_ELSEWHERE));
        assertThat(stage.media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(endedWith(stage.devices.get(1))).isEqualTo(16);
    }

    @Test
    void the_winner_hangs_up_and_talks_like_any_leg() {
        var caller = stage.call(Optional.of(PCMU));
        var winner = stage.devices.getFirst();
        answers(winner, PCMU);
        winner.say(new LegEvent.Held(winner.id()));
        assertThat(last(caller)).isEqualTo(new LegCommand.Hold());
        winner.say(new LegEvent.Resumed(winner.id()));
        stage.media.port(Account.TRUNK).hearDigit('5', Duration.ofMillis(70));
        assertThat(last(caller)).isEqualTo(new LegCommand.SendDigit('5', Duration.ofMillis(70)));
        winner.say(new LegEvent.Released(winner.id(), Cause.NORMAL_CLEARING));
        assertThat(endedWith(caller)).isEqualTo(16);
    }

    @Test
    void a_device_transfers_where_its_account_may_call() {
        var caller = stage.call(Optional.of(PCMU));
        var winner = stage.devices.getFirst();
        answers(winner, PCMU);
        transfers(winner, "666", Optional.empty());
        assertThat(last(winner))
                .isInstanceOfSatisfying(
                        LegCommand.TellTransfer.class,
                        t -> assertThat(t.status()).isEqualTo(TransferStatus.FAILED));
        assertThat(stage.callers.legs()).isEmpty();
        transfers(winner, "555", Optional.empty());
        var dialled = (LegCommand.Dial) stage.callers.legs().getLast().commands().getFirst();
        assertThat(dialled.request().to().digits()).isEqualTo("555");
        assertThat(dialled.request().from().digits()).isEqualTo("100"); // who is transferred
        answers(stage.callers.legs().getLast(), PCMU);
        assertThat(endedWith(winner)).isEqualTo(16);
        assertThat(last(caller)).isInstanceOf(LegCommand.UpdateIdentity.class);
    }

    private static void transfers(FakeLeg leg, String to, Optional<LegId> replaces) {
        leg.say(new LegEvent.TransferRequested(leg.id(), Party.ofNumber(to), replaces));
    }

    @Test
    void a_device_joins_the_parties_of_its_two_calls() {
        stage.call(Optional.of(PCMU));
        var winner = stage.devices.getFirst();
        answers(winner, PCMU);
        var second =
                stage.calls
                        .open(Account.TRUNK, c -> new FakeLeg(c, FakeLeg.OBEDIENT))
                        .orElseThrow();
        var request =
                CallRequest.of(Party.ofNumber(NUMBER), Party.ofNumber("555"), Optional.of(PCMU));
        second.say(new LegEvent.Offered(second.id(), request));
        answers(stage.callers.legs().getLast(), PCMU);
        transfers(second, "100", Optional.of(winner.id()));
        assertThat(endedWith(winner)).isEqualTo(16);
        assertThat(endedWith(second)).isEqualTo(16);
        assertThat(stage.callers.legs().getLast().isReleased()).isFalse();
    }

    @Test
    void of_sound_before_the_answer_one_is_heard() {
        var caller = stage.call(Optional.of(PCMU));
        var one = stage.devices.get(0);
        var two = stage.devices.get(1);
        two.say(new LegEvent.Progress(two.id(), true, Optional.of(PCMU), Optional.empty()));
        one.say(new LegEvent.Progress(one.id(), true, Optional.of(PCMU), Optional.empty()));
        assertThat(caller.commands().stream().filter(LegCommand.Progress.class::isInstance))
                .hasSize(1);
        var callersPort = stage.media.port("a");
        var heard =
                stage.media.openPorts().stream().filter(p -> p.port() == callersPort).findFirst();
        assertThat(heard.orElseThrow().joined().orElseThrow().port())
                .isSameAs(two.context().media());
        one.say(new LegEvent.Answered(one.id(), NONE, Optional.empty()));
        assertThat(heard.orElseThrow().joined().orElseThrow().port())
                .isSameAs(one.context().media());
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
    }

    @Test
    void a_caller_that_gives_up_stops_all() {
        var caller = stage.call(Optional.of(PCMU));
        rings(stage.devices.getFirst());
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(stage.devices).allMatch(FakeLeg::isReleased);
        assertThat(stage.devices).allMatch(d -> endedWith(d) == 16);
    }

    @Test
    void the_cause_that_says_most_is_passed_on_when_the_last_has_failed() {
        var caller = stage.call(Optional.of(PCMU));
        fails(stage.devices.get(0), 17, "SIP 486");
        assertThat(caller.isReleased()).isFalse();
        fails(stage.devices.get(1), 20, "SIP 480");
        assertThat(endedWith(caller)).isEqualTo(17);
    }

    @Test
    void one_who_declines_does_so_for_all() {
        var caller = stage.call(Optional.of(PCMU));
        fails(stage.devices.get(0), 21, "SIP 603");
        assertThat(endedWith(stage.devices.get(1))).isEqualTo(21);
        assertThat(endedWith(caller)).isEqualTo(21);
    }

    @Test
    void nobody_registered_is_an_absent_subscriber() {
        stage.unregister();
        var caller = stage.call(Optional.of(PCMU));
        assertThat(endedWith(caller)).isEqualTo(20);
    }

    @Test
    void nobody_answers_in_time() {
        var caller = stage.call(Optional.of(PCMU));
        stage.devices.forEach(ForkCallTest::rings);
        stage.time.advance(Duration.ofSeconds(181));
        assertThat(endedWith(caller)).isEqualTo(19);
        assertThat(stage.devices).allMatch(FakeLeg::isReleased);
    }

    @Test
    void two_answers_cross_and_the_second_is_let_go() {
        var caller = stage.call(Optional.of(PCMU));
        answers(stage.devices.get(0), PCMU);
        answers(stage.devices.get(1), PCMA);
        assertThat(caller.commands().stream().filter(LegCommand.Answer.class::isInstance))
                .hasSize(1);
        assertThat(endedWith(stage.devices.get(1))).isEqualTo(26);
    }

    @Test
    void who_offered_nothing_is_still_rung_with_an_offer() {
        var caller = stage.call(NONE);
        answers(stage.devices.get(1), PCMA);
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
        caller.say(new LegEvent.MediaAnswered(caller.id(), PCMA));
        assertThat(stage.media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
    }

    @Test
    void a_device_that_forwards_sends_the_call_on_when_no_other_takes_it() {
        var caller = stage.call(Optional.of(PCMU));
        var one = stage.devices.getFirst();
        one.say(
                new LegEvent.Redirected(
                        one.id(), List.of(Party.ofNumber(NUMBER)), Cause.gateway(23)));
        assertThat(caller.isReleased()).isFalse();
        fails(stage.devices.get(1), 17, "SIP 486");
        assertThat(stage.devices).as("dialled anew").hasSize(4);
    }
}
