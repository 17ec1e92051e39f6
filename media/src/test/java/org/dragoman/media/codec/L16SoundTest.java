package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class L16SoundTest {
    private final Codecs codecs = Codecs.ofTheProgram();

    /// RFC 3551 §4.5.11: twos complement, network byte order.
    @Test
    void the_higher_byte_is_first() throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var encoder = codecs.encoder(Coders.L16, 10);
                var decoder = codecs.decoder(Coders.L16)) {
            short[] pcm = new short[encoder.frameSamples()];
            pcm[0] = 0x1234;
            pcm[1] = -2;
            var packet = arena.allocate(SoundEncoder.MOST_BYTES + 3);
            int length = encoder.encode(pcm, 0, packet, 3, SoundEncoder.MOST_BYTES);
            assertThat(length).isEqualTo(160);
            assertThat(packet.asSlice(3, 4).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                    .containsExactly(0x12, 0x34, -1, -2);
            short[] heard = new short[SoundDecoder.MOST_SAMPLES];
            assertThat(decoder.decode(packet, 3, length, heard)).isEqualTo(80);
            assertThat(Arrays.copyOf(heard, 80)).isEqualTo(pcm);
        }
    }

    @Test
    void packets_are_no_longer_than_a_packet_may_be() throws CodecFailed {
        try (var narrow = codecs.encoder(Coders.L16, 60);
                var wide = codecs.encoder(Coders.L16_WIDE, 60)) {
            assertThat(narrow.frameSamples()).isEqualTo(8 * 60);
            assertThat(wide.frameSamples()).isEqualTo(16 * 30);
        }
    }

    @Test
    void half_a_sample_is_refused() throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var decoder = codecs.decoder(Coders.L16)) {
            var packet = arena.allocate(11);
            short[] heard = new short[SoundDecoder.MOST_SAMPLES];
            assertThatThrownBy(() -> decoder.decode(packet, 0, 11, heard))
                    .isInstanceOf(CodecFailed.class);
        }
    }
}
