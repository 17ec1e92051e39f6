package org.dragoman.media.codec.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Modes of an AMR encoder (RFC 4867 §4.3.1 and §8.1).
class AmrModesTest {
    record Case(String name, Map<String, String> parameters, List<Integer> asked, String spoken) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What is asked before each frame, and the mode that frame gets.
    static final List<Case> CASES =
            List.of(
                    new Case("the best where nothing is asked", Map.of(), List.of(15, 15), "7 7"),
                    new Case("what is asked", Map.of(), List.of(4, 4, 0, 7), "4 4 0 7"),
                    new Case("15 takes a request back", Map.of(), List.of(2, 15), "2 7"),
                    new Case("8 to 14 are no modes", Map.of(), List.of(2, 8, 14, 9), "2 2 2 2"),
                    new Case(
                            "outside of the set nothing changes",
                            Map.of("mode-set", "0,2,5"),
                            List.of(15, 7, 2, 3, 5),
                            "5 5 2 2 5"),
                    new Case(
                            "a change every second frame at most",
                            Map.of("mode-change-period", "2"),
                            List.of(3, 1, 1, 5, 5),
                            "3 3 1 1 5"),
                    new Case(
                            "to neighbours in the set only",
                            Map.of("mode-set", "0,2,4,7", "mode-change-neighbor", "1"),
                            List.of(0, 0, 0, 15, 15),
                            "4 2 0 2 4"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void requests_are_followed_as_far_as_the_description_allows(Case c) {
        var modes = AmrModes.of(new Codec("AMR", 8_000, 1, c.parameters()));
        var spoken = new ArrayList<Integer>();
        for (int asked : c.asked()) {
            modes.request(asked);
            spoken.add(modes.next(1));
        }
        assertThat(spoken)
                .isEqualTo(Arrays.stream(c.spoken().split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void several_frames_of_a_packet_have_one_mode() {
        var modes = AmrModes.of(Codec.of("AMR", 8_000).with("mode-change-period", "2"));
        modes.request(1);
        assertThat(modes.next(3)).isEqualTo(1);
        modes.request(2);
        assertThat(modes.next(3)).as("three frames later").isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0,2,4,7|12200", "0, 2, 5|7950", "0|4750", "''|12200", "9|12200"})
    void the_best_mode_that_is_allowed_is_spoken_unasked(String set, int bitsPerSecond) {
        var modes = AmrModes.of(Codec.of("AMR", 8_000).with("mode-set", set));
        assertThat(AmrModes.bitsPerSecond(modes.next(1))).isEqualTo(bitsPerSecond);
    }
}
