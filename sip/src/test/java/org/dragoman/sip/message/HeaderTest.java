package org.dragoman.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.dragoman.sip.message.SessionExpires.Refresher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Q.850;cause=16|16",
                "Q.850 ; cause = 17 ; text=\"busy, really; cause=3\"|17",
                "q.850;CAUSE=\"34\"|34",
                "SIP;cause=600, Q.850;cause=21|21",
                "SIP;cause=200;text=\"Call completed elsewhere\"|0",
                "Q.850;cause=0|0",
                "Q.850;cause=128|0",
                "Q.850;cause=999|0",
                "Q.850|0",
                "Q.850;cause=|0",
                ";;;|0"
            })
    void reasonIsReadTolerantly(String value, int cause) {
        var headers = Headers.NONE.with("Reason", value);
        assertThat(Reason.q850(headers).orElse(0)).isEqualTo(cause);
    }

    @Test
    void reasonIsWrittenStrictly() {
        assertThat(Reason.of(17, "User \"busy\""))
                .isEqualTo("Q.850;cause=17;text=\"User \\\"busy\\\"\"");
        assertThat(Reason.warning(Headers.NONE.with("Warning", "304 h \"x\"")))
                .isEqualTo(OptionalInt.of(304));
    }

    @Test
    void sessionExpires() {
        var read = SessionExpires.of(Headers.NONE.with("session-expires", "1800 ; Refresher=UAS"));
        assertThat(read)
                .contains(new SessionExpires(Duration.ofMinutes(30), Optional.of(Refresher.UAS)));
        assertThat(read.orElseThrow().toString()).isEqualTo("1800;refresher=uas");
        assertThat(SessionExpires.of(Headers.NONE.with("Session-Expires", "soon"))).isEmpty();
        assertThat(SessionExpires.minimum(Headers.NONE.with("Min-SE", "120;x")))
                .contains(Duration.ofMinutes(2));
    }

    @Test
    void rack() {
        assertThat(RAck.of(Headers.NONE.with("RAck", "776656  1 INVITE")))
                .contains(new RAck(776_656, 1, "INVITE"));
        assertThat(RAck.of(Headers.NONE.with("RAck", "1 INVITE"))).isEmpty();
        assertThat(RAck.of(Headers.NONE.with("RAck", "99999999999 1 INVITE"))).isEmpty();
    }

    @Test
    void listsAreTakenApartOutsideOfQuotesAndBrackets() {
        var headers =
                Headers.NONE
                        .with("Route", "<sip:a;lr>, \"x, y\" <sip:b,c;lr>;p=\",\"")
                        .with("route", "<sip:d>");
        assertThat(headers.list("ROUTE"))
                .containsExactly("<sip:a;lr>", "\"x, y\" <sip:b,c;lr>;p=\",\"", "<sip:d>");
        assertThat(headers.words("Supported")).isEmpty();
        assertThat(Headers.NONE.with("Supported", "Timer, 100rel,").words("supported"))
                .containsExactlyInAnyOrder("timer", "100rel");
    }

    @Test
    void uris() {
        var uri =
                SipUri.parse("sip:+1-2;phone-context=x:pw@[2001:db8::1]:5070;transport=TCP;lr?a=b");
        assertThat(uri.orElseThrow())
                .extracting(SipUri::user, SipUri::host, SipUri::port)
                .containsExactly("+1-2", "[2001:db8::1]", 5070);
        assertThat(uri.orElseThrow().parameters().has("lr")).isTrue();
        assertThat(uri.orElseThrow().userParameters().value("phone-context")).contains("x");
        for (var bad :
                List.of("", "sip", "sip:", "mailto:a@b", "sip:a@", "sip:a@h:99999", "tel:")) {
            assertThat(SipUri.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void nothingAPeerWritesThrows() {
        var random = new Random(3261);
        var seeds =
                List.of(
                        "\"A \\\" B\" <sip:%41b;x=1@[::1]:5060;lr;t=\"q\"?h=v>;tag=7;expires=3",
                        "Q.850;cause=16;text=\"x\", SIP;cause=200",
                        "1800;refresher=uac",
                        "Signal=5\r\nDuration=160\r\n");
        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int n = random.nextInt(6); n > 0 && !text.isEmpty(); n--) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.setCharAt(at, (char) random.nextInt(256));
                } else {
                    text.deleteCharAt(at);
                }
            }
            var value = text.toString();
            var headers =
                    Headers.NONE
                            .with("Reason", value)
                            .with("Session-Expires", value)
                            .with("RAck", value)
                            .with("Min-SE", value)
                            .with("Warning", value);
            var address = NameAddress.parse(value);
            assertThat(address.display()).doesNotContain("\r", "\n");
            assertThat(SipUri.parse(value).map(SipUri::port).orElse(0)).isBetween(0, 65_535);
            assertThat(Numbers.party(address).digits()).hasSizeLessThanOrEqualTo(40);
            assertThat(Reason.q850(headers).orElse(1)).isBetween(1, 127);
            assertThat(Reason.warning(headers).orElse(0)).isBetween(0, 999);
            assertThat(
                            SessionExpires.of(headers)
                                    .map(SessionExpires::interval)
                                    .orElse(Duration.ZERO))
                    .isBetween(Duration.ZERO, Duration.ofDays(7));
            assertThat(RAck.of(headers).map(RAck::method).orElse("x")).isNotEmpty();
            assertThat(new Body("multipart/mixed;boundary=" + value, value).sdp()).isNotNull();
            InfoDigit.of(new Body(InfoDigit.RELAY, value))
                    .ifPresent(d -> assertThat("0123456789ABCD*#!").contains("" + d.digit()));
        }
    }
}
