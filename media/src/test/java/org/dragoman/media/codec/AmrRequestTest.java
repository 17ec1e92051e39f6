package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An encoder changes its mode within one stream, and the library's decoder goes on with it.
class AmrRequestTest {
    private static final int[] MODES = {7, 0, 4, 2, 7};
    private static final int ROUND = 25; // packets

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void the_mode_that_is_asked_for_is_spoken(String aligned) throws CodecFailed {
        var codec = Codec.of("AMR", 8_000).with("octet-align", aligned);
        short[] pcm = Signals.sine(440, 10_000, 8_000, MODES.length * ROUND * 160);
        short[] heard = new short[SoundDecoder.MOST_SAMPLES];
        try (var arena = Arena.ofConfined();
                var encoder = Codecs.ofTheProgram().encoder(codec, 20);
                var decoder = Codecs.ofTheProgram().decoder(codec)) {
            var packet = arena.allocate(100);
            int before = 0;
            for (int i = 0; i < MODES.length * ROUND; i++) {
                int mode = MODES[i / ROUND];
                encoder.request(mode);
                int length = encoder.encode(pcm, i * 160, packet, 0, 100);
                int bits =
                        (packet.get(ValueLayout.JAVA_BYTE, 0) & 0xFF) << 8
                                | packet.get(ValueLayout.JAVA_BYTE, 1) & 0xFF;
                assertThat(bits >> 12).as("we ask for nothing").isEqualTo(15);
                int type = aligned.equals("1") ? bits >> 3 & 15 : bits >> 7 & 15;
                assertThat(type).as("frame type of packet %d", i).isEqualTo(mode);
                assertThat(decoder.decode(packet, 0, length, heard)).isEqualTo(160);
                if (i % ROUND > 2) {
                    assertThat(Signals.power(heard, 0, 160)).isBetween(2.5e7, 8e7);
                }
                assertThat(i % ROUND == 0 || length == before).isTrue();
                before = length;
            }
        }
    }
}
