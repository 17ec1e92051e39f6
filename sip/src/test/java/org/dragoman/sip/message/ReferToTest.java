package org.dragoman.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a REFER says to call. The examples marked so are those of the standards.
class ReferToTest {
    record Case(String value, String uri, Optional<Replaces> replaces) {}

    static Stream<Case> cases() {
        var none = Optional.<Replaces>empty();
        return Stream.of(
                // RFC 3515 §2.1
                new Case("sip:alice@atlanta.example.com", "sip:alice@atlanta.example.com", none),
                new Case(
                        "<sip:carol@cleveland.example.org;method=INVITE>",
                        "sip:carol@cleveland.example.org;method=INVITE",
                        none),
                new Case(
                        "<sip:bob@biloxi.example.net?Accept-Contact=sip:bobsdesk@biloxi.example"
                                + ".net&Call-ID%3D55432%40alicepc.atlanta.example.com>",
                        "sip:bob@biloxi.example.net", none),
                // RFC 3515 §2.1, RFC 3891 §6.1
                new Case(
                        "<sip:dave@denver.example.org?Replaces=12345%40192.168.118.3%3B"
                                + "to-tag%3D12345%3Bfrom-tag%3D5FFE-3994>",
                        "sip:dave@denver.example.org",
                        Optional.of(
                                new Replaces("12345@192.168.118.3", "12345", "5FFE-3994", false))),
                new Case(
                        "\"A, B\" <sip:7@h?a=b&replaces=x%40h%3Bfrom-tag%3Df%3Bto-tag%3Dt%3B"
                                + "early-only>;x=y",
                        "sip:7@h", Optional.of(new Replaces("x@h", "t", "f", true))),
                new Case("<tel:+4930123>", "tel:+4930123", none),
                new Case("<sip:7@h?Replaces=x%40h%3Bto-tag%3Dt>", "sip:7@h", none));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reads(Case c) {
        var read = ReferTo.parse(c.value()).orElseThrow();
        assertThat(read.address().uri()).isEqualTo(c.uri());
        assertThat(read.replaces()).isEqualTo(c.replaces());
    }

    @Test
    void refusesWhatCannotBeCalled() {
        assertThat(ReferTo.parse("<http://x/>")).isEmpty();
        assertThat(ReferTo.parse("<sip:carol@c.example.org;method=SUBSCRIBE>")).isEmpty();
        assertThat(ReferTo.parse("")).isEmpty();
    }

    @Test
    void takesAnythingWithoutFailing() {
        var random = new Random(3515);
        var alphabet = "<>\"\\;?&=%@:,abREPlaces sip:3F";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "<sip:a@b?Replaces=" : "");
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            ReferTo.parse(text.toString()).ifPresent(r -> assertThat(r.address()).isNotNull());
        }
    }
}
