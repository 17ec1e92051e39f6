package org.dragoman.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.function.Function;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What others have computed. Values are from RFC 3711 appendix B, RFC 6188 §7, RFC 7714 §16
/// and §17, and the packets that libsrtp validates itself with (srtp_driver).
class SrtpVectorTest {
    private static final String MASTER_KEY = "E1F97A0D3E018BE0D64FA32C06DE4139";
    private static final String MASTER_SALT = "0EC675AD498AFEEBB6960B3AABE6";
    private static final String GCM_SALT = "517569642070726f2071756f";
    private static final String GCM_KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String GCM_KEY_256 = GCM_KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private final Workbench bench = new Workbench();

    @Test
    void rfc3711_b2_the_key_stream_of_counter_mode() {
        var transform =
                new CounterModeTransform(
                        hex("2B7E151628AED2A6ABF7158809CF4F3C"),
                        hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"),
                        new Hmac(new byte[20]),
                        10,
                        false);
        transform.seal(bench, 12, 12 + 48, 0, 0);
        assertThat(packet(12, 48))
                .isEqualTo(
                        "e03ead0935c95e80e166b16dd92b4eb4"
                                + "d23513162b02d0f72a43a2fe4a5f97ab"
                                + "41e95b3bb0a2e8dd477901e4fca894c0");
    }

    @Test
    void rfc3711_b3_session_keys() {
        var derivation =
                new KeyDerivation(keys(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER_KEY, MASTER_SALT));
        assertThat(derived(derivation, KeyDerivation.RTP_ENCRYPTION, 16))
                .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(derived(derivation, KeyDerivation.RTP_SALT, 14))
                .isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(derived(derivation, KeyDerivation.RTP_AUTHENTICATION, 20))
                .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    @Test
    void libsrtp_packets_of_aes_cm_and_hmac_sha1() {
        var keys = keys(SrtpSuite.AES_CM_128_HMAC_SHA1_80, MASTER_KEY, MASTER_SALT);
        var sender = new SrtpSender(keys);
        String clear = "800f1234decafbadcafebabe" + "ab".repeat(16);
        String sealed =
                "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb";
        assertThat(sealRtp(sender, clear)).isEqualTo(sealed);
        assertThat(openRtp(new SrtpReceiver(keys), sealed)).isEqualTo(clear);

        String report = "81c8000bcafebabe" + "ab".repeat(16);
        String sealedReport =
                "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798";
        sender.continueRtcpAfter(0);
        assertThat(sealRtcp(sender, report)).isEqualTo(sealedReport);
        assertThat(openRtcp(new SrtpReceiver(keys), sealedReport)).isEqualTo(report);
    }

    /// The ciphers that GCM may come from.
    enum Source {
        OPENSSL(OpensslGalois::new),
        PLATFORM(PlatformGalois::new);

        final Function<byte[], Galois> cipher;

        Source(Function<byte[], Galois> cipher) {
            this.cipher = cipher;
        }

        GcmTransform transform(String key, boolean rtcp) {
            return new GcmTransform(cipher.apply(hex(key)), hex(GCM_SALT), rtcp);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rfc7714_16_rtp_with_gcm(Source source) {
        gcm(
                source,
                GCM_KEY_128,
                "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                        + "899d7f27beb16a9152cf765ee4390cce");
        gcm(
                source,
                GCM_KEY_256,
                "32b1de78a822fe12ef9f78fa332e33aab18012389a58e2f3b50b2a0276ffae0f1ba63799b87b"
                        + "7aa3db36dfffd6b0f9bb7878d7a76c13");
    }

    private void gcm(Source source, String key, String cipher) {
        var transform = source.transform(key, false);
        String clear =
                "8040f17b8041f8d35501a0b2"
                        + "47616c6c696120657374206f6d6e697320646976"
                        + "69736120696e207061727465732074726573";
        put(clear);
        int length = clear.length() / 2;
        transform.seal(bench, 12, length, 0x5501a0b2, 0xf17b);
        assertThat(packet(12, length - 12 + 16)).isEqualTo(cipher);
        assertThat(transform.open(bench, 12, length + 16, 0x5501a0b2, 0xf17b, true)).isTrue();
        assertThat(packet(0, length)).isEqualTo(clear);
    }

    @ParameterizedTest
    @EnumSource
    void rfc7714_17_rtcp_with_gcm(Source source) {
        String clear =
                "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                        + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
        rtcp(
                source,
                GCM_KEY_128,
                clear,
                "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded"
                        + "0bb9275bc84aa45896cf4d2fc5abf87245d9eade800005d4");
        rtcp(
                source,
                GCM_KEY_256,
                clear,
                "d50ae4d1f5ce5d304ba297e47d470c282c3ece5dbffe0a50a2eaa5c1110555be8415f658c61de047"
                        + "6f1b6fad1d1eb30c4446839f57ff6f6cb26ac3be800005d4");
    }

    private void rtcp(Source source, String key, String clear, String sealed) {
        var transform = source.transform(key, true);
        put(clear);
        int length = clear.length() / 2;
        transform.seal(bench, 8, length, 0x4d617273, 0x5d4);
        assertThat(packet(8, length - 8 + 16 + 4)).isEqualTo(sealed);
        assertThat(transform.open(bench, 8, length + 20, 0x4d617273, 0x5d4, true)).isTrue();
        assertThat(packet(0, length)).isEqualTo(clear);
    }

    @ParameterizedTest
    @EnumSource
    void rfc7714_17_3_rtcp_that_is_authenticated_only(Source source) {
        var transform = source.transform(GCM_KEY_128, true);
        String clear =
                "81c8000d4d6172734e5450314e545032525450200000042a0000e9304c756e61"
                        + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef";
        put(clear + "841dd9683dd78ec92ae58790125f62b3" + "000005d4");
        int length = clear.length() / 2 + 20;
        assertThat(transform.open(bench, 8, length, 0x4d617273, 0x5d4, false)).isTrue();
        put(clear + "841dd9683dd78ec92ae58790125f62b4" + "000005d4");
        assertThat(transform.open(bench, 8, length, 0x4d617273, 0x5d4, false)).isFalse();
    }

    private String sealRtp(SrtpSender sender, String packet) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(200);
            int length = put(memory, packet);
            return text(memory, sender.sealRtp(bench, memory, 0, length, 200));
        }
    }

    private String sealRtcp(SrtpSender sender, String packet) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(200);
            int length = put(memory, packet);
            return text(memory, sender.sealRtcp(bench, memory, 0, length, 200));
        }
    }

    private String openRtp(SrtpReceiver receiver, String packet) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(200);
            int length = put(memory, packet);
            return text(memory, receiver.openRtp(bench, memory, 0, length));
        }
    }

    private String openRtcp(SrtpReceiver receiver, String packet) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(200);
            int length = put(memory, packet);
            return text(memory, receiver.openRtcp(bench, memory, 0, length));
        }
    }

    private static int put(MemorySegment memory, String packet) {
        byte[] bytes = hex(packet);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return bytes.length;
    }

    private static String text(MemorySegment memory, int length) {
        assertThat(length).isPositive();
        return HexFormat.of().formatHex(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private static SrtpKeys keys(SrtpSuite suite, String key, String salt) {
        return new SrtpKeys(suite, hex(key), hex(salt));
    }

    private static String derived(KeyDerivation derivation, int label, int length) {
        return HexFormat.of().formatHex(derivation.derive(label, length));
    }

    private void put(String packet) {
        byte[] bytes = hex(packet);
        System.arraycopy(bytes, 0, bench.packet, Workbench.START, bytes.length);
    }

    private String packet(int from, int length) {
        int at = Workbench.START + from;
        return HexFormat.of().formatHex(bench.packet, at, at + length);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
