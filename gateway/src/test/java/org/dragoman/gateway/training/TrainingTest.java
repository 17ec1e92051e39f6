package org.dragoman.gateway.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dragoman.gateway.training.TrainingCall.Fate;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class TrainingTest {
    private static final int ONE_OF_EACH = 240; // calls; fates, callers, destinations and offers

    @Test
    void the_calls_are_of_every_kind() {
        var calls =
                IntStream.range(0, ONE_OF_EACH)
                        .mapToObj(TrainingCall::number)
                        .collect(Collectors.toSet());
        for (var fate : Fate.values()) {
            for (int destination = 1; destination <= 4; destination++) {
                assertThat(calls)
                        .contains(new TrainingCall(true, true, destination, fate))
                        .contains(new TrainingCall(false, true, destination, fate));
            }
        }
        for (int destination = 1; destination <= 4; destination++) {
            assertThat(calls)
                    .contains(new TrainingCall(true, false, destination, Fate.ANSWERED))
                    .contains(new TrainingCall(false, false, destination, Fate.ANSWERED));
        }
    }

    /// Learning from calls that fail would teach the wrong thing.
    @Test
    void every_call_goes_as_it_should() throws Exception {
        var time = Duration.ofSeconds(60);
        var extent = new Training.Extent(ONE_OF_EACH, time, ONE_OF_EACH, time);
        var report = Training.play(extent, Mappings.load(), InstantSource.system());
        assertThat(report).isEqualTo(new Training.Report(ONE_OF_EACH, ONE_OF_EACH));
    }

    @Test
    void it_ends_in_time_however_slow_the_machine_is() throws Exception {
        var time = Duration.ofMillis(300);
        var extent = new Training.Extent(1_000_000, time, 0, time);
        var report = Training.play(extent, Mappings.load(), InstantSource.system());
        assertThat(report.calls()).isLessThan(1_000_000);
    }

    @Test
    void a_busy_machine_gets_the_time_for_the_least_number_of_calls() throws Exception {
        var extent = new Training.Extent(400, Duration.ZERO, 40, Duration.ofSeconds(60));
        var report = Training.play(extent, Mappings.load(), InstantSource.system());
        assertThat(report).isEqualTo(new Training.Report(40, 40));
    }
}
