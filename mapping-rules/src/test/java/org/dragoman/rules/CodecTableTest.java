package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CodecTableTest {
    private static final CodecTable CODECS = Mappings.load().codecs();

    record Known(Codec codec, int payloadType, int frameMillis, String h245) {}

    /// RFC 3551 Table 4; H.245 AudioCapability.
    static final List<Known> KNOWN =
            List.of(
                    new Known(Codec.PCMU, 0, 1, "g711Ulaw64k"),
                    new Known(Codec.PCMA, 8, 1, "g711Alaw64k"),
                    new Known(Codec.G722, 9, 1, "g722-64k"),
                    new Known(Codec.G723, 4, 30, "g7231"),
                    new Known(Codec.G729, 18, 10, "g729AnnexA"),
                    new Known(Codec.GSM, 3, 20, "gsmFullRate"));

    @ParameterizedTest
    @FieldSource("KNOWN")
    void knowsTheCodec(Known c) {
        var entry = CODECS.of(c.codec()).orElseThrow();
        assertThat(entry.payloadType()).isEqualTo(OptionalInt.of(c.payloadType()));
        assertThat(entry.frameMillis()).isEqualTo(c.frameMillis());
        assertThat(entry.packetMillis() % entry.frameMillis()).isZero();
        assertThat(CODECS.ofPayloadType(c.payloadType())).contains(entry);
        assertThat(CODECS.ofName(c.codec().name().toLowerCase(Locale.ROOT), 8_000)).contains(entry);
        assertThat(CODECS.h245(c.codec()).getFirst().capability()).isEqualTo(c.h245());
        assertThat(CODECS.ofH245(c.h245()).orElseThrow().codec().matches(c.codec())).isTrue();
    }

    /// H28: a G.729 with Annex B and one without are told apart, and both are G.729.
    @Test
    void tellsAnnexBApart() {
        assertThat(names(Codec.G729.with("annexb", "no"))).containsExactly("g729AnnexA", "g729");
        assertThat(names(Codec.G729.with("annexb", "yes")))
                .containsExactly("g729AnnexAwAnnexB", "g729wAnnexB");
        assertThat(CODECS.ofH245("g729wAnnexB").orElseThrow().codec().parameters())
                .containsEntry("annexb", "yes");
    }

    /// R2: Speex of 8 kHz and of 16 kHz are two codecs.
    @Test
    void tellsTheBandsOfSpeexApart() {
        for (int clock : new int[] {8_000, 16_000, 32_000}) {
            assertThat(CODECS.ofName("speex", clock).orElseThrow().codec().clockHz())
                    .isEqualTo(clock);
        }
    }

    /// W5: the clock of Opus is 48 kHz, and its channels are two, whatever is in it (RFC 7587 §7).
    @Test
    void opusIsAlways48000AndTwo() {
        var opus = CODECS.ofName("opus", 48_000).orElseThrow();
        assertThat(opus.codec().channels()).isEqualTo(2);
        assertThat(opus.codec().parameters()).containsEntry("useinbandfec", "1");
        assertThat(CODECS.ofName("opus", 8_000)).isEmpty();
    }

    @Test
    void doesNotKnowEveryCodec() {
        assertThat(CODECS.ofPayloadType(96)).isEmpty();
        assertThat(CODECS.ofName("telephone-event", 8_000)).isEmpty();
        assertThat(CODECS.ofName("PCMU", 16_000)).isEmpty();
        assertThat(CODECS.ofH245("is11172AudioCapability")).isEmpty();
        assertThat(CODECS.h245(Codec.of("opus", 48_000))).isEmpty();
    }

    private static List<String> names(Codec codec) {
        return CODECS.h245(codec).stream().map(CodecTable.H245Audio::capability).toList();
    }
}
