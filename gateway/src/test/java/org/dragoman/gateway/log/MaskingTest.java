package org.dragoman.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MaskingTest {
    record Case(String plain, String masked) {}

    // SHA-256, as certificates are compared by
    static final String FINGERPRINT = "F9:1B:EF:09:" + "57:4D:40:2F:".repeat(6) + "16:55:C6:39";

    static final List<Case> CASES =
            List.of(
                    new Case("12345678901", "12*******01"),
                    new Case("+74951234567", "+7********67"),
                    new Case("1001", "**01"),
                    new Case("cause 17, 3 tried", "cause 17, 3 tried"),
                    new Case("192.0.2.17:5060", "192.0.*.*:**60"),
                    new Case("/192.0.2.17:5060", "/192.0.*.*:**60"),
                    new Case("2001:db8::17", "[v6]"),
                    new Case("[2001:db8::17]:5060", "[[v6]]:**60"),
                    new Case("fe80::1%eth0", "[v6]"),
                    new Case("::1", "[v6]"),
                    new Case(FINGERPRINT, FINGERPRINT),
                    new Case("1:2:3:4:5:6:7:8", "[v6]"),
                    new Case("<sip:alice@example.net;transport=udp>", "<sip:***;transport=udp>"),
                    new Case("SIPS:alice@example.net", "SIPS:***"),
                    new Case("tel:+74951234567", "tel:***"),
                    new Case("h323:bob@192.0.2.1", "h323:***"),
                    new Case("alice@example.net", "***"),
                    new Case("busy at 12:30:45", "busy at 12:30:45"),
                    new Case("SIP 486", "SIP 486"),
                    new Case("destinationRejection", "destinationRejection"),
                    new Case("+123", "+123"),
                    new Case("+1234", "***34"),
                    new Case("*100#", "***0#"),
                    new Case("1*0#", "**0#"),
                    new Case("call came in", "call came in"),
                    new Case("", ""));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void hides_who_and_where(Case c) {
        assertThat(Masking.of(c.plain())).isEqualTo(c.masked());
    }

    @Test
    void a_number_alone_is_masked_as_one_among_words() {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var number = new StringBuilder();
            for (int left = random.nextInt(12); left >= 0; left--) {
                number.append("+0123456789*#".charAt(random.nextInt(13)));
            }
            assertThat(Masking.of(number.toString()))
                    .isEqualTo(Masking.of(number + " ").stripTrailing());
        }
    }
}
