package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;

class G711SoundTest {
    private final Codecs codecs = Codecs.ofThisMachine();
    private final MemorySegment packet = Arena.ofAuto().allocate(SoundEncoder.MOST_BYTES);

    @Test
    void a_packet_is_the_samples_of_the_law() throws CodecFailed {
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        try (var decoder = codecs.decoder(Codec.PCMA)) {
            assertThat(decoder.rateHz()).isEqualTo(8_000);
            for (int i = 0; i < 256; i++) {
                packet.set(ValueLayout.JAVA_BYTE, i + 12, (byte) i);
            }
            assertThat(decoder.decode(packet, 12, 256, pcm)).isEqualTo(256);
            for (int i = 0; i < 256; i++) {
                assertThat(pcm[i]).isEqualTo((short) G711.expandA((byte) i));
            }
        }
    }

    @Test
    void an_encoder_makes_the_packet_it_was_asked_for() throws CodecFailed {
        short[] pcm = new short[480];
        pcm[240] = 8_031;
        try (var encoder = codecs.encoder(Codec.PCMU, 30)) {
            assertThat(encoder.frameSamples()).isEqualTo(240);
            assertThat(encoder.encode(pcm, 240, packet, 7, 240)).isEqualTo(240);
            assertThat(packet.get(ValueLayout.JAVA_BYTE, 7)).isEqualTo(G711.compressMu(8_031));
            assertThat(packet.get(ValueLayout.JAVA_BYTE, 8)).isEqualTo(G711.compressMu(0));
        }
    }

    @Test
    void a_packet_longer_than_any_sound_is_refused() throws CodecFailed {
        var pcm = new short[SoundDecoder.MOST_SAMPLES];
        var huge = Arena.ofAuto().allocate(SoundDecoder.MOST_SAMPLES + 1);
        try (var decoder = codecs.decoder(Codec.PCMU)) {
            assertThatThrownBy(() -> decoder.decode(huge, 0, (int) huge.byteSize(), pcm))
                    .isInstanceOf(CodecFailed.class)
                    .extracting(e -> ((CodecFailed) e).scope())
                    .isEqualTo(CodecFailed.Scope.PACKET);
        }
    }

    @Test
    void a_codec_that_nobody_knows_is_not_there() {
        var unknown = Codec.of("X-SILENCE", 8_000);
        assertThat(codecs.decodes(unknown)).isFalse();
        assertThat(codecs.encodes(unknown)).isFalse();
        assertThatThrownBy(() -> codecs.decoder(unknown)).isInstanceOf(CodecFailed.class);
    }
}
