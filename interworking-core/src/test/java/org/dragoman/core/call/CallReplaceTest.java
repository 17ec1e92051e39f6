package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call comes in and takes the place of a leg in another one (RFC 3891 §3).
class CallReplaceTest {
    private static final Optional<MediaDescription> PCMU = Optional.of(Stage.PCMU);

    private final Stage stage = new Stage();
    private FakeLeg caller;
    private FakeLeg callee;

    private void ring(Optional<MediaDescription> offer) {
        caller = stage.call("200", offer);
        callee = stage.callee();
        callee.say(new LegEvent.Ringing(callee.id(), false, Optional.empty()));
    }

    private void talk() {
        ring(PCMU);
        callee.say(new LegEvent.Answered(callee.id(), PCMU, Optional.empty()));
    }

    @AfterEach
    void nothingIsLeft() {
        if (!caller.isReleased()) {
            caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        }
        if (!callee.isReleased()) {
            callee.say(new LegEvent.Released(callee.id(), Cause.NORMAL_CLEARING));
        }
        assertThat(stage.isClean()).isTrue();
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.calls.totals().legErrors()).isZero();
        assertThat(stage.calls.totals().legsDropped()).isZero();
    }

    private FakeLeg replace(LegId leg, Optional<MediaDescription> offer) {
        var third =
                stage.calls
                        .open("c", context -> new FakeLeg(context, FakeLeg.OBEDIENT))
                        .orElseThrow();
        var request = CallRequest.of(Party.ofNumber("300"), Party.ofNumber("1"), offer);
        third.say(new LegEvent.Replacing(third.id(), request, leg));
        return third;
    }

    private Map<String, String> joined() {
        var pairs = new HashMap<String, String>();
        for (var port : stage.media.openPorts()) {
            port.joined().ifPresent(other -> pairs.put(port.trunk(), other.trunk()));
        }
        return pairs;
    }

    private static Optional<Codec> answered(FakeLeg leg) {
        return leg.commands().stream()
                .filter(LegCommand.Answer.class::isInstance)
                .flatMap(c -> ((LegCommand.Answer) c).media().stream())
                .map(MediaDescription::first)
                .findFirst();
    }

    private static LegCommand release(int q850) {
        return new LegCommand.Release(Cause.gateway(q850));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_leg_that_talks_gives_way(boolean ofCaller) {
        talk();
        var leaves = ofCaller ? caller : callee;
        var stays = ofCaller ? callee : caller;
        var third = replace(leaves.id(), PCMU);
        assertThat(answered(third)).contains(Codec.PCMU);
        assertThat(leaves.isReleased()).isTrue();
        assertThat(Stage.last(leaves)).isEqualTo(release(16));
        assertThat(joined()).contains(entry("c", stays.context().trunk())).hasSize(2);
        assertThat(Stage.last(stays))
                .isEqualTo(new LegCommand.UpdateIdentity(Party.ofNumber("300")));
        assertThat(stage.snapshot(third).to().digits()).isEqualTo(ofCaller ? "200" : "100");
        third.say(new LegEvent.Released(third.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(stays)).isEqualTo(release(16));
    }

    @Test
    void a_call_that_rings_is_picked_up() {
        ring(PCMU);
        var third = replace(callee.id(), Optional.of(MediaDescription.of(Codec.PCMA, Codec.PCMU)));
        assertThat(Stage.last(callee)).isEqualTo(release(26));
        assertThat(answered(caller)).contains(Codec.PCMU);
        assertThat(answered(third)).as("what passes through").contains(Codec.PCMU);
        assertThat(joined()).contains(entry("a", "c"), entry("c", "a"));
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(third)).isEqualTo(release(16));
    }

    @Test
    void who_picks_up_may_leave_the_offer_to_us_and_so_may_the_caller() {
        ring(Optional.empty());
        var third = replace(callee.id(), Optional.empty());
        assertThat(answered(third)).contains(Codec.PCMA);
        assertThat(answered(caller)).contains(Codec.PCMA);
        third.say(new LegEvent.MediaAnswered(third.id(), Stage.PCMA));
        caller.say(new LegEvent.MediaAnswered(caller.id(), Stage.PCMA));
        assertThat(joined()).contains(entry("a", "c"), entry("c", "a"));
        assertThat(stage.snapshot(third).phase()).isEqualTo(Phase.TALKING);
        assertThat(stage.snapshot(caller).phase()).isEqualTo(Phase.TALKING);
        third.say(new LegEvent.Released(third.id(), Cause.NORMAL_CLEARING));
    }

    @Test
    void a_leg_that_calls_and_has_no_answer_is_nobodys_to_replace() {
        ring(PCMU);
        var third = replace(caller.id(), PCMU);
        assertThat(Stage.last(third)).isEqualTo(release(31));
        assertThat(caller.isReleased()).isFalse();
        assertThat(callee.isReleased()).isFalse();
    }

    @Test
    void without_a_common_codec_all_stays_as_it_was() {
        talk();
        var third = replace(callee.id(), Optional.of(Stage.G729));
        assertThat(Stage.last(third)).isEqualTo(release(65));
        assertThat(joined()).contains(entry("a", "b"), entry("b", "a"));
        assertThat(callee.isReleased()).isFalse();
        ring(PCMU);
        assertThat(Stage.last(replace(callee.id(), Optional.of(Stage.G729))))
                .isEqualTo(release(65));
        assertThat(callee.isReleased()).isFalse();
        stage.calls.list().forEach(c -> stage.calls.hangup(c.id(), Cause.NORMAL_CLEARING));
    }

    @Test
    void a_call_that_is_over_has_nobody_to_give() {
        talk();
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(replace(callee.id(), PCMU))).isEqualTo(release(3));
    }

    @Test
    void who_replaces_may_hang_up_and_the_other_call_ends_with_it() {
        talk();
        var third = replace(callee.id(), PCMU);
        third.say(new LegEvent.Released(third.id(), Cause.NORMAL_CLEARING));
        assertThat(Stage.last(caller)).isEqualTo(release(16));
        assertThat(caller.isReleased()).isTrue();
    }
}
