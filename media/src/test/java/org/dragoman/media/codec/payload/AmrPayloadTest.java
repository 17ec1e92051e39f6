package org.dragoman.media.codec.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmrPayloadTest {
    private static final Codec AMR = Codec.of("AMR", 8_000);
    private static final AmrPayload EFFICIENT = AmrPayload.of(AMR);
    private static final AmrPayload ALIGNED = AmrPayload.of(AMR.with("octet-align", "1"));

    private final byte[] frames = new byte[AmrPayload.MOST_FRAMES * AmrPayload.MOST_FRAME_BYTES];

    /// RFC 4867 §4.3.5.1: one frame of 5.9 kbit/s, 118 bits: 4 of mode request, 6 of contents, and
    /// no padding. Laid out by hand: request 15, F=0, FT=2, Q=1, then ones.
    @Test
    void a_frame_of_5_9_lies_as_the_rfc_draws_it() throws CodecFailed {
        byte[] payload = HexFormat.of().parseHex("f17f" + "ff".repeat(14));
        assertThat(unpack(EFFICIENT, payload)).isEqualTo(1 + 15);
        assertThat(frames[0]).isEqualTo((byte) (2 << 3 | 4));
        assertThat(frames[1]).isEqualTo((byte) 0xFF);
        assertThat(frames[15]).as("118 bits: two are padding").isEqualTo((byte) 0xFC);
        var out = MemorySegment.ofArray(new byte[20]);
        assertThat(EFFICIENT.pack(frames, 1, out, 2, 18)).isEqualTo(16);
        assertThat(out.asSlice(2, 16).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE))
                .isEqualTo(payload);
    }

    @Test
    void octet_aligned_frames_have_padding_each() throws CodecFailed {
        // request 15; FT=8 (comfort noise, 39 bits), then FT=15 (no data)
        byte[] payload = HexFormat.of().parseHex("f0c47c" + "fffffffffe");
        assertThat(unpack(ALIGNED, payload)).isEqualTo(1 + 5 + 1);
        assertThat(frames[0]).isEqualTo((byte) (8 << 3 | 4));
        assertThat(frames[6]).isEqualTo((byte) (15 << 3 | 4));
    }

    @ParameterizedTest
    @CsvSource({
        "f0", // no contents
        "f0c4c4", // contents without an end
        "f064", // frame type 12
        "f03cffff" // a frame of 12.2 cut off
    })
    void what_breaks_the_format_is_refused(String hex) {
        assertThatThrownBy(() -> unpack(ALIGNED, HexFormat.of().parseHex(hex)))
                .isInstanceOf(CodecFailed.class);
    }

    @Test
    void interleaving_and_checksums_are_passed_through_only() {
        var codecs = Codecs.ofThisMachine();
        assertThat(codecs.decodes(AMR)).isTrue();
        assertThat(codecs.decodes(AMR.with("interleaving", "4"))).isFalse();
        assertThat(codecs.encodes(AMR.with("crc", "1"))).isFalse();
        assertThat(codecs.encodes(AMR.with("robust-sorting", "1"))).isFalse();
    }

    private int unpack(AmrPayload format, byte[] payload) throws CodecFailed {
        return format.unpack(MemorySegment.ofArray(payload), 0, payload.length, frames);
    }
}
