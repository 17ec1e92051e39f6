package org.dragoman.rtmp.sound;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// What is offered and used for clients that play this or that.
class TasteTest {
    private static final Codec SPEEX = Codec.of("SPEEX", 16_000);
    private static final int SPEEX_ALONE = 0x800;
    private static final int NELLYMOSER_ALONE = 0x220;
    private static final int NOTHING = 0;

    /// R3: calls without sound, because the client had no G.711 and the other side nothing
    /// else.
    @Test
    void r3_there_is_always_a_codec_in_common() {
        for (int codecs : new int[] {SPEEX_ALONE, NELLYMOSER_ALONE, NOTHING, 0xfff}) {
            var taste = new Taste(codecs);
            assertThat(taste.offer().codecs()).contains(Codec.PCMU, Codec.PCMA);
            assertThat(taste.answer(MediaDescription.of(Codec.PCMA)).first()).isEqualTo(Codec.PCMA);
        }
        assertThat(new Taste(SPEEX_ALONE).played(Codec.PCMU).codec()).isEqualTo(SPEEX);
        assertThat(new Taste(NELLYMOSER_ALONE).played(Codec.PCMU).codec())
                .isEqualTo(Codec.of("NELLYMOSER", 16_000));
    }

    @Test
    void what_both_have_is_not_converted() {
        var taste = new Taste(0xfff);
        assertThat(taste.offer().first()).isEqualTo(SPEEX);
        assertThat(taste.played(Codec.PCMU).codec()).isEqualTo(Codec.PCMU);
        assertThat(taste.answer(MediaDescription.of(Codec.PCMU, SPEEX)).first()).isEqualTo(SPEEX);
    }
}
