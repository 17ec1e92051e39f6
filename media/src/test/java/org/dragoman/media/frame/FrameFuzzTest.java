package org.dragoman.media.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Payloads of any bytes are taken apart or refused.
class FrameFuzzTest {
    static final List<Codec> CODECS =
            List.of(
                    Codec.PCMU,
                    Codec.G722,
                    Codec.of("G726-40", 8_000),
                    Codec.of("L16", 16_000),
                    Codec.GSM,
                    Codec.G729,
                    Codec.G723,
                    Codec.of("ILBC", 8_000).with("mode", "20"),
                    Codec.of("ILBC", 8_000),
                    Codec.of("AMR", 8_000),
                    Codec.of("AMR", 8_000).with("octet-align", "1"));

    @ParameterizedTest
    @FieldSource("CODECS")
    void any_bytes_at_all(Codec codec) {
        var random = new Random(codec.hashCode());
        var length = PacketLength.of(new PayloadFormat(codec, 96, 20).asked(30)).orElseThrow();
        var regrouping = new Regrouping(length, codec.clockHz());
        var bytes = new byte[1_600];
        var packet = MemorySegment.ofArray(bytes);
        var out = MemorySegment.ofArray(new byte[1_600]);
        int timestamp = 0;
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            random.nextBytes(bytes);
            int size = random.nextInt(i % 2 == 0 ? 64 : 1_600);
            int frames = length.count(packet, 0, size);
            assertThat(frames).isBetween(0, FrameList.MOST);
            timestamp += random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(-2, 3) * 80;
            boolean marker = random.nextInt(9) == 0;
            if (frames > 0) {
                if (!regrouping.fits(timestamp, marker)) {
                    empty(regrouping, out);
                    regrouping.begin(timestamp, i);
                }
                taken += regrouping.put(packet, 0, size, timestamp, i, marker, i) ? 1 : 0;
                while (regrouping.next(false, out, 0)) {
                    assertThat(regrouping.length()).isBetween(1, 1_500);
                }
            }
        }
        assertThat(taken).as("some are frames by chance").isPositive();
    }

    private static void empty(Regrouping regrouping, MemorySegment out) {
        while (regrouping.next(true, out, 0)) {
            assertThat(regrouping.length()).isBetween(1, 1_500);
        }
    }
}
