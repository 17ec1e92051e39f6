package org.dragoman.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which descriptions of H.264 are the same format. The expected values are those of RFC 6184
/// Table 5 and §8.2.2.
class H264FormatTest {
    @ParameterizedTest
    @CsvSource({
        "42e01f, 42e00a, true", // another level
        "42e01f, 42C01F, true", // Constrained Baseline, said otherwise
        "42e01f, 4d801f, true",
        "42e01f, 58c01f, true",
        "42001f, 42801e, true", // Baseline
        "42001f, 58801f, true",
        "42e01f, 42001f, false",
        "4d001f, 4d4028, true", // Main
        "4d001f, 4d2028, false", // no row of the table
        "64001f, 640028, true", // High
        "64001f, 640c1f, false", // and constrained
        "64001f, 42e01f, false",
        "nonsen, 42000a, false"
    })
    void profilesAreTheSameOrNot(String one, String other, boolean same) {
        assertThat(h264(one, "1").matches(h264(other, "1"))).isEqualTo(same);
    }

    @Test
    void unsaidMeansBaselineInSingleNalUnits() {
        var unsaid = Codec.of("H264", 90_000);
        assertThat(unsaid.matches(h264("42000a", "0"))).isTrue();
        assertThat(unsaid.matches(h264("42000a", "1"))).isFalse();
        assertThat(Codec.H264.matches(h264("42e01f", "0"))).as("packetization modes").isFalse();
    }

    private static Codec h264(String profile, String mode) {
        return Codec.of("H264", 90_000)
                .with("profile-level-id", profile)
                .with("packetization-mode", mode);
    }
}
