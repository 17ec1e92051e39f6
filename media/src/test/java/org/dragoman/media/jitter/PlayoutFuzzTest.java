package org.dragoman.media.jitter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a peer sends, the buffer stays within its bounds and goes on.
class PlayoutFuzzTest {
    private static final byte[] PAYLOAD = new byte[1_500];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anything_may_come_in_any_order(long seed) {
        var random = new Random(seed);
        var playout = new Playout(8_000, 20);
        long now = 1_000_000_000;
        int sequence = 0;
        int timestamp = 0;
        int ssrc = 1;
        for (int i = 0; i < 200_000; i++) {
            now += random.nextInt(10_000_000);
            sequence += random.nextInt(40) == 0 ? random.nextInt() >> 8 : random.nextInt(5) - 1;
            timestamp = random.nextInt(30) == 0 ? random.nextInt() : timestamp + 160;
            ssrc = random.nextInt(500) == 0 ? random.nextInt() : ssrc;
            byte kind = (byte) random.nextInt(3);
            playout.put(sequence, timestamp, ssrc, kind, 0, PAYLOAD, 0, random.nextInt(1_500), now);
            if (random.nextInt(3) > 0) {
                take(playout, now, random);
            }
            assertThat(playout.delayMillis()).isBetween(-6_000L, 10_000L);
        }
        // and an orderly stream is played again
        int heard = 0;
        for (int i = 0; i < 400; i++) {
            now += 20_000_000;
            playout.put(i, i * 160, 77, Playout.SOUND, 0, PAYLOAD, 0, 160, now);
            if (playout.next(now, 0) == Step.SOUND) {
                heard++;
                playout.played(160);
            }
        }
        assertThat(heard).isGreaterThan(380);
    }

    private static void take(Playout playout, long now, Random random) {
        switch (playout.next(now, 0)) {
            case SOUND -> playout.played(random.nextInt(4) == 0 ? 0 : 160);
            case NOISE -> playout.played(0);
            case LOST, LATE -> assertThat(playout.units()).isBetween(1, 8_000);
            case IDLE, PAUSE -> {}
        }
    }
}
