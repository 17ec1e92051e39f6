package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FadeTest {
    private final Fade fade = new Fade(8_000);
    private final short[] pcm = new short[8 * 20];

    @Test
    void isFullThenLessThenSilentAndFullAgain() {
        assertThat(at(100)).isEqualTo(10_000);
        assertThat(at(160)).isCloseTo(5_000, within(200));
        assertThat(at(160)).isZero();
        assertThat(at(60_000)).isZero();
        fade.heard();
        assertThat(at(20)).isEqualTo(10_000);
    }

    /// The last sample of so many more milliseconds.
    private int at(int millis) {
        for (int i = 0; i < millis; i += 20) {
            Arrays.fill(pcm, (short) 10_000);
            fade.quieten(pcm, pcm.length);
        }
        return pcm[pcm.length - 1];
    }
}
