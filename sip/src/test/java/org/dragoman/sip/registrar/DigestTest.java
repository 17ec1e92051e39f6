package org.dragoman.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.dragoman.core.account.Secret;
import org.dragoman.sip.message.DigestCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String GIVEN =
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                    + " uri=\"/dir/index.html\", algorithm=%s,"
                    + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001,"
                    + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth,"
                    + " response=\"%s\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    // RFC 7616 §3.9.1: both answers to its example
    @ParameterizedTest
    @CsvSource({
        "MD5,8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256,753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void the_answer_is_that_of_the_standard(String algorithm, String response) {
        var given = DigestCredentials.parse(GIVEN.formatted(algorithm, response)).orElseThrow();
        var secret = Secret.of("Mufasa", "http-auth@example.org", "Circle of Life");
        assertThat(
                        DigestAlgorithm.named(given.algorithm())
                                .orElseThrow()
                                .response(secret, "GET", given))
                .isEqualTo(given.response());
    }

    // md5sum of coreutils: H(H(1001:r:p) : nonce : H(REGISTER:sip:h)), RFC 2617 §3.2.2.1
    @Test
    void without_qop_nothing_is_counted() {
        var given =
                DigestCredentials.parse(
                                "Digest username=\"1001\",realm=\"r\",nonce=\"n\",uri=\"sip:h\","
                                        + "response=\"175a3336fa739a2bbfcf05058edd9193\"")
                        .orElseThrow();
        assertThat(given.uses()).isEqualTo(1);
        assertThat(DigestAlgorithm.MD5.response(Secret.of("1001", "r", "p"), "REGISTER", given))
                .isEqualTo(given.response());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Basic Zm9vOmJhcg==",
                "Digestusername=\"a\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", response=\"xyz\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", qop=auth,"
                        + " response=\"00000000000000000000000000000000\"",
                "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"u\", qop=auth, cnonce=\"c\","
                        + " nc=123456789, response=\"00000000000000000000000000000000\"",
            })
    void what_is_no_digest_is_none(String value) {
        assertThat(DigestCredentials.parse(value)).isEmpty();
    }

    @Test
    void nothing_in_a_header_breaks_the_reader() {
        var random = new Random(42);
        var whole = GIVEN.formatted("MD5", "8ca523f5e9506fed4657c9700eebdbec");
        for (int length = 0; length <= whole.length(); length++) {
            DigestCredentials.parse(whole.substring(0, length));
        }
        for (int round = 0; round < 20_000; round++) {
            var broken = new StringBuilder(whole);
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(broken.length());
                switch (random.nextInt(3)) {
                    case 0 -> broken.setCharAt(at, (char) random.nextInt(0x120));
                    case 1 -> broken.deleteCharAt(at);
                    default -> broken.insert(at, "\",=\\<;%".charAt(random.nextInt(7)));
                }
            }
            DigestCredentials.parse(broken.toString())
                    .ifPresent(c -> assertThat(c.uses()).isNotNegative());
        }
    }
}
