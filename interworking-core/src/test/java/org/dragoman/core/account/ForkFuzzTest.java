package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.account.ForkStage.NONE;
import static org.dragoman.core.account.ForkStage.PCMA;
import static org.dragoman.core.account.ForkStage.PCMU;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Devices of one account that report anything, what they may not report too.
class ForkFuzzTest {
    private final ForkStage stage = new ForkStage();

    /// Whatever devices do in whatever order, nothing is left and no leg is told to end twice.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void anything_goes(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            stage.devices.clear();
            var caller = stage.call(random.nextBoolean() ? Optional.of(PCMU) : NONE);
            for (int turn = 0; turn < 25; turn++) {
                var legs = new ArrayList<>(stage.devices);
                var leg = legs.get(random.nextInt(legs.size()));
                if (!leg.isReleased()) {
                    leg.say(anything(random, leg));
                }
                if (random.nextInt(6) == 0 && !caller.isReleased()) {
                    caller.say(new LegEvent.MediaAnswered(caller.id(), PCMU));
                }
                if (random.nextInt(8) == 0) {
                    stage.time.advance(Duration.ofSeconds(random.nextInt(40)));
                }
            }
            if (!caller.isReleased()) {
                stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
            }
            assertThat(stage.calls.active()).as("call %d of seed %d", i, seed).isZero();
            assertThat(stage.media.openPorts()).isEmpty();
            assertThat(stage.devices).allMatch(ForkFuzzTest::endedAtMostOnce);
            stage.time.advance(Duration.ofSeconds(1));
            stage.unregister();
            stage.register();
        }
        stage.end();
    }

    private static boolean endedAtMostOnce(FakeLeg leg) {
        return leg.commands().stream().filter(LegCommand.Release.class::isInstance).count() <= 1;
    }

    private static LegEvent anything(Random random, FakeLeg leg) {
        var described = random.nextBoolean() ? Optional.of(PCMU) : NONE;
        return switch (random.nextInt(9)) {
            case 0 -> new LegEvent.Proceeding(leg.id());
            case 1 ->
                    new LegEvent.Progress(
                            leg.id(), random.nextBoolean(), described, Optional.empty());
            case 2 -> new LegEvent.Ringing(leg.id(), random.nextBoolean(), described);
            case 3 -> new LegEvent.Answered(leg.id(), described, Optional.empty());
            case 4 -> new LegEvent.MediaOffered(leg.id(), PCMA);
            case 5 -> new LegEvent.Held(leg.id());
            case 6 ->
                    new LegEvent.Redirected(
                            leg.id(), List.of(Party.ofNumber("9")), Cause.gateway(23));
            case 7 -> new LegEvent.IdentityChanged(leg.id(), Party.ofNumber("8"));
            default ->
                    new LegEvent.Released(
                            leg.id(), random.nextBoolean() ? Cause.CONGESTION : Cause.NO_ANSWER);
        };
    }
}
